/* The map as a PNG: the drawing with title, legend, where it comes from, and whether it is
   made up. Made here, so that it also works in a file without a server. */

const WIDTH = 2000;
const MARGIN = 60;
const COLUMN = 470;
const ROW = 40;
const FONT = '"Source Sans 3", system-ui, sans-serif';

/* The small drawings of the legend as pictures. */
function glyph(svg) {
  const copy = svg.cloneNode(true);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("color", "#1d2730");
  const image = new Image();
  const text = new XMLSerializer().serializeToString(copy);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  return image.decode().then(() => image);
}

/* The legend as it stands on the page: parts with a name and entries. */
async function entries() {
  const parts = [...document.querySelectorAll("#nm-legend .nm-legend-part")].filter((part) => !part.hidden);
  return Promise.all(
    parts.map(async (part) => ({
      name: part.querySelector("h3").textContent,
      items: await Promise.all(
        [...part.querySelectorAll("li:not([hidden])")].map(async (item) => ({
          image: item.querySelector("svg") ? await glyph(item.querySelector("svg")) : null,
          letter: item.querySelector(".nm-letter"),
          text: [...item.childNodes].filter((node) => !(node.matches && node.matches("svg, .nm-letter"))).map((node) => (node.matches && node.matches(".nm-count") ? `(${node.textContent})` : node.textContent.trim())).filter(Boolean).join(" "),
        })),
      ),
    })),
  );
}

async function png(map, words) {
  const parts = await entries();
  const height = Math.round(WIDTH * 0.56);
  const lines = [words.text, words.told].filter(Boolean);
  const head = 90 + 36 * lines.length;
  const perRow = Math.floor((WIDTH - 2 * MARGIN) / COLUMN);
  const rows = [];
  parts.forEach((part, number) => {
    const row = Math.floor(number / perRow);
    rows[row] = Math.max(rows[row] || 0, part.items.length);
  });
  const foot = rows.reduce((sum, most) => sum + (most + 2) * ROW, 0) + 110;
  const sheet = document.createElement("canvas");
  [sheet.width, sheet.height] = [WIDTH, head + height + foot];
  const context = sheet.getContext("2d");
  const write = (text, x, y, font, colour = "#1d2730", align = "left") => {
    context.font = `${font} ${FONT}`;
    context.fillStyle = colour;
    context.textAlign = align;
    context.fillText(text, x, y);
  };
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.textBaseline = "alphabetic";
  map.picture(WIDTH, height, (canvas) => context.drawImage(canvas, 0, head, WIDTH, height));
  write(words.title, MARGIN, 66, "700 44px");
  if (words.fictional) write(words.fictional, WIDTH - MARGIN, 66, "700 26px", "#9c2b1b", "right");
  lines.forEach((line, number) => write(line, MARGIN, 108 + 36 * number, "400 26px", "#52606c"));
  let top = head + height + 40;
  parts.forEach((part, number) => {
    const column = number % perRow;
    if (number && !column) top += (rows[Math.floor(number / perRow) - 1] + 2) * ROW;
    const x = MARGIN + column * COLUMN;
    write(part.name, x, top, "700 24px", "#52606c");
    part.items.forEach((item, row) => {
      const y = top + (row + 1) * ROW;
      if (item.image) context.drawImage(item.image, x, y - 22, item.image.width * 1.5, item.image.height * 1.5);
      if (item.letter) chip(context, item.letter, x, y - 24);
      write(item.text, x + 66, y, "400 24px");
    });
  });
  const today = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format(new Date());
  write(`${words.foot} · ${today}`, MARGIN, sheet.height - 36, "400 24px", "#52606c");
  return new Promise((done) => sheet.toBlob(done, "image/png"));
}

function chip(context, letter, x, y) {
  const style = getComputedStyle(letter);
  context.fillStyle = style.backgroundColor;
  context.strokeStyle = "#3d4852";
  context.lineWidth = 2;
  context.beginPath();
  context.roundRect(x, y, 38, 32, 6);
  context.fill();
  context.stroke();
  context.font = `700 24px ${FONT}`;
  context.fillStyle = letter.textContent === "?" ? "#1d2730" : style.color;
  context.textAlign = "center";
  context.fillText(letter.textContent, x + 19, y + 25);
}

export async function download(map, words) {
  const root = document.documentElement;
  const theme = root.dataset.bsTheme;
  root.dataset.bsTheme = "light"; // paper is light
  map.repaint();
  try {
    const blob = await png(map, words);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${words.file}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  } finally {
    root.dataset.bsTheme = theme;
    map.repaint();
  }
}
