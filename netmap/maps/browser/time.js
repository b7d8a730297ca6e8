/* The date: a slider over the moments at which something changes, with play, pause and step,
   and a field for any other year or date. The last stand of the slider is: whatever the date. */
import { byId, fill } from "./page.js";
import { days } from "./select.js";

const ISO = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const PACE = 1300; // milliseconds for each moment

export class TimeSlider {
  constructor(data, settings, on) {
    this.data = data;
    this.settings = settings;
    this.on = on;
    this.texts = this.data.texts;
    this.slider = byId("nm-time");
    this.field = byId("nm-date");
    this.play = byId("nm-play");
    this.moments = [...this.data.moments];
    this.timer = null;
    this.undated = this.data.edges.filter((edge) => !edge.since && !edge.until).length;
    byId("nm-undated").textContent =
      this.undated === this.data.edges.length ? this.texts.time_none : this.undated ? fill(this.texts.time_undated, { count: this.undated, total: this.data.edges.length }) : "";
    this.slider.addEventListener("input", () => {
      this.stop();
      this.go(Number(this.slider.value));
    });
    this.play.addEventListener("click", () => (this.timer === null ? this.start() : this.stop()));
    for (const [id, step] of [["nm-step-back", -1], ["nm-step-on", 1]]) {
      byId(id).addEventListener("click", () => {
        this.stop();
        this.go(Math.min(this.moments.length, Math.max(0, Number(this.slider.value) + step)));
      });
    }
    this.field.addEventListener("change", () => {
      this.stop();
      const text = this.field.value.trim();
      if (!ISO.test(text) && /\d/.test(text) && location.protocol !== "file:") return ask(text);
      const good = text === "" || (ISO.test(text) && real(text));
      this.field.setAttribute("aria-invalid", String(!good));
      byId("nm-date-wrong").hidden = good;
      if (good) this.on.change({ as_of: text });
    });
    this.read();
  }

  read() {
    const first = (key) => days(key).first;
    this.moments = [...this.data.moments];
    if (this.settings.as_of && !this.moments.some((moment) => moment.key === this.settings.as_of)) {
      this.moments.push({ key: this.settings.as_of, label: this.settings.as_of, begins: 0, ends: 0 });
      this.moments.sort((a, b) => (first(a.key) < first(b.key) ? -1 : first(a.key) > first(b.key) ? 1 : a.key.length - b.key.length));
    }
    const at = this.moments.findIndex((moment) => moment.key === this.settings.as_of);
    this.slider.max = String(this.moments.length);
    this.slider.value = String(at < 0 ? this.moments.length : at);
    this.slider.disabled = !this.moments.length;
    byId("nm-step-back").disabled = byId("nm-step-on").disabled = this.play.disabled = !this.moments.length;
    this.field.value = this.settings.as_of;
    this.tell(at < 0 ? null : this.moments[at]);
  }

  /* What changes at this moment, in words: also the text of the slider for who cannot see. */
  tell(moment) {
    const parts = moment
      ? [
          fill(this.texts.told_as_of, { moment: moment.label }),
          moment.begins ? fill(this.texts.time_begins, { count: moment.begins }) : "",
          moment.ends ? fill(this.texts.time_ends, { count: moment.ends }) : "",
        ]
      : [this.texts.time_all];
    byId("nm-time-told").textContent = parts.filter(Boolean).join(" · ");
    this.slider.setAttribute("aria-valuetext", parts[0]);
  }

  go(index) {
    const moment = this.moments[index];
    this.on.change({ as_of: moment ? moment.key : "" });
  }

  stop() {
    if (this.timer === null) return;
    clearInterval(this.timer);
    this.timer = null;
    this.play.setAttribute("aria-pressed", "false");
    this.play.querySelector("span").textContent = this.texts.play;
  }

  start() {
    if (Number(this.slider.value) >= this.moments.length) this.go(0);
    this.play.setAttribute("aria-pressed", "true");
    this.play.querySelector("span").textContent = this.texts.pause;
    this.timer = setInterval(() => {
      const next = Number(this.slider.value) + 1;
      this.go(next);
      if (next >= this.moments.length) this.stop();
    }, PACE);
  }
}

/* Whether a day of the calendar, a month or a year. */
/* As people write it: the service reads dates, in one place, and says what it cannot read. */
function ask(text) {
  const address = new URL(location.href);
  address.searchParams.set("as_of", text);
  location.assign(address);
}

function real(text) {
  const [year, month = 1, day = 1] = text.split("-").map(Number);
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return year > 0 && year < 9999 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
