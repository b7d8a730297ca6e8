"""A report to put on the table: the same blocks as a page to print and as a PDF."""

from netmap.services.reporting.blocks import Report, ReportSection
from netmap.services.reporting.report import SECTIONS, network_report, section_title
from netmap.services.reporting.typesetting import pdf

__all__ = ["SECTIONS", "Report", "ReportSection", "network_report", "pdf", "section_title"]
