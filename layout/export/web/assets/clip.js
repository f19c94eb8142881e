// An article as a picture to pass on: its place in print, cut from the page, with the paper, the day and the address.
(() => {
  "use strict";
  const button = document.querySelector(".clip");
  const source = document.getElementById("clip-data");
  // A page opened from a folder may show its pictures but not copy them.
  if (!button || !source || !location.protocol.startsWith("http")) return;
  const info = JSON.parse(source.textContent);
  const EDGE = 36;
  const FOOT = 150;

  const image = (address) => new Promise((done, failed) => {
    const one = new Image();
    one.onload = () => done(one);
    one.onerror = () => failed(new Error(address));
    one.src = address;
  });

  async function draw() {
    const cuts = [];
    for (const area of info.areas) {
      const whole = await image(area.image);
      const scale = whole.naturalWidth / area.width;
      const [x, y, width, height] = area.box.map((value) => Math.round(value * scale));
      cuts.push({ whole, scale, x, y, width, height, path: area.path });
    }
    const wide = Math.max(720, ...cuts.map((cut) => cut.width)) + 2 * EDGE;
    const high = cuts.reduce((sum, cut) => sum + cut.height + EDGE, EDGE) + FOOT;
    const canvas = document.createElement("canvas");
    canvas.width = wide;
    canvas.height = high;
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, wide, high);
    let top = EDGE;
    for (const cut of cuts) {
      pen.save();
      pen.translate(Math.round((wide - cut.width) / 2) - cut.x, top - cut.y);
      pen.scale(cut.scale, cut.scale);
      pen.clip(new Path2D(cut.path), "evenodd");
      pen.drawImage(cut.whole, 0, 0, cut.whole.naturalWidth / cut.scale, cut.whole.naturalHeight / cut.scale);
      pen.restore();
      top += cut.height + EDGE;
    }
    pen.fillStyle = "#b0111a";
    pen.fillRect(EDGE, top, wide - 2 * EDGE, 3);
    const family = getComputedStyle(document.body).fontFamily;
    const right = wide - EDGE - (document.querySelector("svg.qr") ? 120 : 0);
    const line = (words, size, down, colour) => {
      pen.fillStyle = colour;
      pen.font = `${size}px ${family}`;
      let shown = words;
      while (shown.length > 4 && pen.measureText(shown).width > right - EDGE) shown = `${shown.slice(0, -2)}…`;
      pen.fillText(shown, EDGE, top + down);
    };
    line(info.title, 26, 44, "#1d1b18");
    line(info.cited, 20, 80, "#615b52");
    line(info.address || location.href.split(/[?#]/)[0], 18, 114, "#615b52");
    const code = document.querySelector("svg.qr");
    if (code) {
      const drawn = code.cloneNode(true);
      drawn.setAttribute("xmlns", "http://www.w3.org/2000/svg");
      drawn.setAttribute("width", "110");
      drawn.setAttribute("height", "110");
      drawn.querySelector("rect").setAttribute("fill", "#fff");
      const address = URL.createObjectURL(new Blob([drawn.outerHTML], { type: "image/svg+xml" }));
      pen.drawImage(await image(address), wide - EDGE - 110, top + 18, 110, 110);
      URL.revokeObjectURL(address);
    }
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }

  button.hidden = false;
  document.querySelector(".share").hidden = false;
  button.addEventListener("click", async () => {
    const told = document.querySelector(".copied");
    told.textContent = "正在剪";
    try {
      const blob = await draw();
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = `${info.name}.png`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      told.textContent = "已存成图片";
    } catch {
      told.textContent = "没有剪成，请再试";
    }
  });
})();
