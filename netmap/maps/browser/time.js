/* The date: a slider over the moments at which something changes, with play, pause and step,
   and a field for any other year or date. The last stand of the slider is: whatever the date. */
"use strict";

(function () {
  const { fill } = window.netmap;
  const PACE = 1300; // milliseconds for each moment

  function time(data, settings, on) {
    const { texts } = data;
    const byId = (id) => document.getElementById(id);
    const slider = byId("nm-time");
    const field = byId("nm-date");
    const play = byId("nm-play");
    let moments = [...data.moments];
    let timer = null;

    const undated = data.edges.filter((edge) => !edge.since && !edge.until).length;
    byId("nm-undated").textContent =
      undated === data.edges.length ? texts.time_none : undated ? fill(texts.time_undated, { count: undated, total: data.edges.length }) : "";

    function read() {
      const first = (key) => window.netmap.days(key).first;
      moments = [...data.moments];
      if (settings.as_of && !moments.some((moment) => moment.key === settings.as_of)) {
        moments.push({ key: settings.as_of, label: settings.as_of, begins: 0, ends: 0 });
        moments.sort((a, b) => (first(a.key) < first(b.key) ? -1 : first(a.key) > first(b.key) ? 1 : a.key.length - b.key.length));
      }
      const at = moments.findIndex((moment) => moment.key === settings.as_of);
      slider.max = String(moments.length);
      slider.value = String(at < 0 ? moments.length : at);
      slider.disabled = !moments.length;
      byId("nm-step-back").disabled = byId("nm-step-on").disabled = play.disabled = !moments.length;
      field.value = settings.as_of;
      tell(at < 0 ? null : moments[at]);
    }

    /* What changes at this moment, in words: also the text of the slider for who cannot see. */
    function tell(moment) {
      const parts = moment
        ? [
            fill(texts.told_as_of, { moment: moment.label }),
            moment.begins ? fill(texts.time_begins, { count: moment.begins }) : "",
            moment.ends ? fill(texts.time_ends, { count: moment.ends }) : "",
          ]
        : [texts.time_all];
      byId("nm-time-told").textContent = parts.filter(Boolean).join(" · ");
      slider.setAttribute("aria-valuetext", parts[0]);
    }

    function go(index) {
      const moment = moments[index];
      on.change({ as_of: moment ? moment.key : "" });
    }

    function stop() {
      if (timer === null) return;
      clearInterval(timer);
      timer = null;
      play.setAttribute("aria-pressed", "false");
      play.querySelector("span").textContent = texts.play;
    }

    function start() {
      if (Number(slider.value) >= moments.length) go(0);
      play.setAttribute("aria-pressed", "true");
      play.querySelector("span").textContent = texts.pause;
      timer = setInterval(() => {
        const next = Number(slider.value) + 1;
        go(next);
        if (next >= moments.length) stop();
      }, PACE);
    }

    slider.addEventListener("input", () => {
      stop();
      go(Number(slider.value));
    });
    play.addEventListener("click", () => (timer === null ? start() : stop()));
    for (const [id, step] of [["nm-step-back", -1], ["nm-step-on", 1]]) {
      byId(id).addEventListener("click", () => {
        stop();
        go(Math.min(moments.length, Math.max(0, Number(slider.value) + step)));
      });
    }
    field.addEventListener("change", () => {
      stop();
      const text = field.value.trim();
      const good = text === "" || (field.checkValidity() && real(text));
      field.setAttribute("aria-invalid", String(!good));
      byId("nm-date-wrong").hidden = good;
      if (good) on.change({ as_of: text });
    });
    read();
    return { read, stop };
  }

  /* Whether a day of the calendar, a month or a year. */
  function real(text) {
    const [year, month = 1, day = 1] = text.split("-").map(Number);
    const date = new Date(Date.UTC(2000, month - 1, day));
    date.setUTCFullYear(year, month - 1, day);
    return year > 0 && year < 9999 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  }

  window.netmap.time = time;
})();
