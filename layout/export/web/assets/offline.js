// Offline reading: what was opened stays, and the whole issue is kept where the reader asks for it.
(() => {
  "use strict";
  if (!("serviceWorker" in navigator) || !window.isSecureContext || !location.protocol.startsWith("http")) return;
  window.addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register("sw.js");
      const worker = (await navigator.serviceWorker.ready).active;
      const list = document.querySelector("footer .formats");
      if (!list || !worker) return;
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "keep";
      button.textContent = "存下本期，离线看";
      button.addEventListener("click", () => {
        const channel = new MessageChannel();
        button.disabled = true;
        button.textContent = "正在存";
        channel.port1.onmessage = (event) => { button.textContent = event.data ? "已存下，没有网络也能看" : "没有存成，请再试"; };
        worker.postMessage("keep", [channel.port2]);
      });
      item.append(button);
      list.append(item);
    } catch { /* a browser that keeps nothing */ }
  });
})();
