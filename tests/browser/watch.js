// Runs before the page: notes the texts that the last frame of the graph's canvas shows, and when the page was ready.
(() => {
  const drawn = new WeakMap();
  const proto = CanvasRenderingContext2D.prototype;
  const { fillText, clearRect } = proto;
  proto.clearRect = function (...area) {
    drawn.set(this.canvas, []);
    return clearRect.apply(this, area);
  };
  proto.fillText = function (text, x, y) {
    const list = drawn.get(this.canvas);
    if (list) {
      const { a, d, e, f } = this.getTransform();
      const ratio = window.devicePixelRatio;
      const size = Number(/([\d.]+)px/.exec(this.font)[1]);
      const width = this.measureText(text).width;
      const left = this.textAlign === "center" ? x - width / 2 : this.textAlign === "right" ? x - width : x;
      const box = [left * a + e, (y - size / 2) * d + f, (left + width) * a + e, (y + size / 2) * d + f].map((v) => v / ratio);
      list.push({ text, box, size: (size * a) / ratio, colour: this.fillStyle, font: this.font });
    }
    return fillText.call(this, text, x, y);
  };
  window.__drawn = () => drawn.get(document.querySelector("#canvas canvas")) || [];
  window.__printed = 0;
  window.addEventListener("beforeprint", () => { window.__printed += 1; });
  new MutationObserver((_, self) => {
    if (document.documentElement && document.documentElement.dataset.ready) {
      window.__ready = performance.now();
      self.disconnect();
    }
  }).observe(document, { attributes: true, subtree: true, childList: true });
})();
