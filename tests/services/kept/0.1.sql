BEGIN TRANSACTION;
CREATE TABLE document (
    kind TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL,
    at TEXT NOT NULL, author TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID
;
INSERT INTO "document" VALUES('account','redactie',1,'2026-03-02T09:30:00+00:00','owner','{"role": "editor", "created": "2026-03-02T09:30:00+00:00", "disabled": false, "epoch": 761538804656, "must_change_password": false, "last_sign_in": null, "serial": "7ac1dbe145b23029", "password": "$argon2id$v=19$m=32768,t=3,p=1$pz3b4GOs6oRGn5PFjKf1+w$pVx2V2M2vLbTru15uloOJ70U8b4BOUgAUwUWLHz+RSU"}');
INSERT INTO "document" VALUES('audit','20260302T093000.000000-5dbeab08',1,'2026-03-02T09:30:00+00:00','owner','{"event": "account-added", "actor": "owner", "details": {"account": "redactie", "role": "editor"}}');
INSERT INTO "document" VALUES('audit','20260302T093000.000000-8889a4eb',1,'2026-03-02T09:30:00+00:00','owner','{"event": "token-made", "actor": "owner", "details": {"token": "9d8cf669c057", "role": "reader"}}');
INSERT INTO "document" VALUES('decision','p/59307af21bb92ae8f9f3b28cdb25770b399eddeb',1,'2026-03-02T09:30:00+00:00','editor','{"partnership": "p", "gap": "member-without-ties:q", "titles": {"nl": "Geen samenwerking vastgelegd: Huisartsen", "en": "No collaboration documented: Huisartsen"}, "severity": "medium", "family": "data", "rule": "member-without-ties", "history": [{"choice": "invite", "owner": "", "due": "", "note": "", "meeting": "", "by": "editor", "at": "2026-03-02T09:30:00+00:00", "revision": 2, "severity": "medium", "undoes": false}]}');
INSERT INTO "document" VALUES('decision','p/ef04854e2427f112b3a86ebbaaae011a4698f20b',1,'2026-03-02T09:30:00+00:00','editor','{"partnership": "p", "gap": "member-without-ties:o", "titles": {"nl": "Geen samenwerking vastgelegd: Zorg “Ü”", "en": "No collaboration documented: Zorg “Ü”"}, "severity": "medium", "family": "data", "rule": "member-without-ties", "history": [{"choice": "invite", "owner": "coordinator", "due": "2026-06", "note": "", "meeting": "2026-03-02-overleg", "by": "editor", "at": "2026-03-02T09:30:00+00:00", "revision": 2, "severity": "medium", "undoes": false}]}');
INSERT INTO "document" VALUES('import','20260302T093000-ef6c4e31de7f',1,'2026-03-02T09:30:00+00:00','editor','{"choices": {"partnership": "p", "tables": [{"file": "leden.csv", "sheet": "", "kind": "organisations", "columns": ["name", "kind", "since"], "values": {"organisatie": "organisation"}, "default_kind": "organisation"}], "source": {"existing": "", "kind": "document", "title": "leden", "by": "", "date": ""}, "certainty": "reported", "joins": false, "names": {}, "unknown": "ask", "alike": "ask"}, "files": [["leden.csv", 49]], "begun": "2026-03-02T09:30:00+00:00"}');
INSERT INTO "document" VALUES('import-rows','20260302T093000-ef6c4e31de7f',1,'2026-03-02T09:30:00+00:00','editor','{"sheets": [{"name": "", "header": ["Organisatie", "Soort", "Datum"], "rows": [[2, "Zorg", "organisatie", "2026-01"]]}], "begun": "2026-03-02T09:30:00+00:00"}');
INSERT INTO "document" VALUES('meeting','p/2026-03-02-overleg',2,'2026-03-02T09:30:00+00:00','editor','{"partnership": "p", "key": "2026-03-02-overleg", "title": "Overleg", "date": "2026-03-02", "chair": "voorzitter", "note": "", "status": "closed", "opened": 2, "opened_at": "2026-03-02T09:30:00+00:00", "opened_by": "editor", "closed": 2, "closed_at": "2026-03-02T09:30:00+00:00", "closed_by": "editor"}');
INSERT INTO "document" VALUES('meeting','p/2026-04-nog-een-overleg',1,'2026-03-02T09:30:00+00:00','editor','{"partnership": "p", "key": "2026-04-nog-een-overleg", "title": "Nog een overleg", "date": "2026-04", "chair": "", "note": "", "status": "open", "opened": 2, "opened_at": "2026-03-02T09:30:00+00:00", "opened_by": "editor", "closed": 0, "closed_at": "", "closed_by": ""}');
INSERT INTO "document" VALUES('token','9d8cf669c057ea0fbb07083b4dd154b3aa4e60e4ad8e1a76f6d6f0647ef77d84',1,'2026-03-02T09:30:00+00:00','owner','{"account": "owner", "serial": "", "name": "a token", "role": "reader", "created": "2026-03-02T09:30:00+00:00", "expires": "2026-05-31T09:30:00+00:00", "last_used": null}');
INSERT INTO "document" VALUES('view','p/een-kijk',1,'2026-03-02T09:30:00+00:00','editor','{"title": "Een kijk", "text": "Met tekst", "settings": {"kinds": "organisation", "as_of": "2025-06"}}');
CREATE TABLE record (
    type TEXT NOT NULL, id TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER,
    kind TEXT NOT NULL, partnership TEXT, source TEXT, target TEXT, body TEXT NOT NULL,
    PRIMARY KEY (type, id, since)
) STRICT, WITHOUT ROWID;
INSERT INTO "record" VALUES('entity','o',1,NULL,'organisation',NULL,NULL,NULL,'{"id": "o", "kind": "organisation", "name": "Zorg “Ü”", "aliases": ["ZÜ"], "summary": "Helpt", "collective": false, "fictional": true, "citations": [{"source": "plan", "locator": "§ 2", "evidence": "Zij helpen."}], "attributes": {"sector": "care"}}');
INSERT INTO "record" VALUES('entity','p',1,NULL,'partnership',NULL,NULL,NULL,'{"id": "p", "kind": "partnership", "name": "Voorbeeld", "aliases": [], "summary": "", "collective": false, "fictional": true, "citations": [{"source": "plan", "locator": "§ 2", "evidence": "Er is een partnerschap."}], "attributes": {}}');
INSERT INTO "record" VALUES('entity','q',1,NULL,'organisation',NULL,NULL,NULL,'{"id": "q", "kind": "organisation", "name": "Huisartsen", "aliases": [], "summary": "", "collective": true, "fictional": true, "citations": [{"source": "plan", "locator": "§ 2", "evidence": "De huisartsen."}], "attributes": {}}');
INSERT INTO "record" VALUES('source','call',1,NULL,'conversation',NULL,NULL,NULL,'{"id": "call", "title": "Gesprek", "kind": "conversation", "author": "", "date": null, "language": "nl", "sections": [], "note": "", "fictional": true}');
INSERT INTO "record" VALUES('source','plan',1,NULL,'document',NULL,NULL,NULL,'{"id": "plan", "title": "Plan 2026", "kind": "document", "author": "Gemeente", "date": "2026-01", "language": "nl", "sections": ["§ 2"], "note": "Concept", "fictional": true}');
INSERT INTO "record" VALUES('tie','p.member_of.o.p',1,NULL,'member_of','p','o','p','{"id": "p.member_of.o.p", "partnership": "p", "kind": "member_of", "source": "o", "target": "p", "certainty": "reported", "valid_from": "2024", "valid_to": null, "citations": [{"source": "plan", "locator": "§ 2", "evidence": "Lid."}], "attributes": {}}');
INSERT INTO "record" VALUES('tie','p.member_of.q.p',1,NULL,'member_of','p','q','p','{"id": "p.member_of.q.p", "partnership": "p", "kind": "member_of", "source": "q", "target": "p", "certainty": "inferred", "valid_from": "2024-02-29", "valid_to": "2027-01", "citations": [{"source": "plan", "locator": "§ 2", "evidence": "Lid."}], "attributes": {}}');
INSERT INTO "record" VALUES('tie','p.refers_to.o.q',1,2,'refers_to','p','o','q','{"id": "p.refers_to.o.q", "partnership": "p", "kind": "refers_to", "source": "o", "target": "q", "certainty": "assumed", "valid_from": null, "valid_to": null, "citations": [{"source": "plan", "locator": "§ 2", "evidence": "Verwijst."}], "attributes": {}}');
CREATE TABLE revision (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, author TEXT NOT NULL, message TEXT NOT NULL
) STRICT;
INSERT INTO "revision" VALUES(1,'2026-12-01T02:37:03.737908+00:00','editor','First');
INSERT INTO "revision" VALUES(2,'2026-12-01T02:37:03.777786+00:00','editor','Second');
CREATE INDEX record_since ON record (since);
CREATE INDEX record_until ON record (until);
CREATE INDEX record_partnership ON record (partnership) WHERE partnership IS NOT NULL;
CREATE INDEX record_source ON record (source) WHERE source IS NOT NULL;
CREATE INDEX record_target ON record (target) WHERE target IS NOT NULL;
COMMIT;
