// The edition's service worker: pages come from the network while there is one, all else from what is kept.
const OWN = `paper ${VERSION.split("-")[0]}-`;
const NAME = `paper ${VERSION}`;

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith(OWN) && name !== NAME) await caches.delete(name);
  }
  await self.clients.claim();
})()));

async function kept(request) {
  return (await caches.open(NAME)).match(request, { ignoreSearch: true });
}

async function fetched(request) {
  const answer = await fetch(request);
  // Parts of files, which media ask for, and what came from elsewhere are not kept.
  if (answer.status === 200 && answer.type === "basic") {
    const copy = answer.clone();
    caches.open(NAME).then((cache) => cache.put(request.url.split(/[?#]/)[0], copy));
  }
  return answer;
}

// A page's image stands at several sizes, of which the browser asks for the one that fits its screen: without a network
// whichever size is kept stands for it.
const WHOLE = /\/(?:iiif\/([^/]+)\/full\/.*|pages\/([^/]+))\.jpg$/;
const labelOf = (url) => WHOLE.exec(url.split(/[?#]/)[0])?.slice(1).find(Boolean);

async function otherSize(url) {
  const label = labelOf(url);
  const cache = label && await caches.open(NAME);
  const sizes = label ? (await cache.keys()).filter((one) => labelOf(one.url) === label) : [];
  return sizes.length ? cache.match(sizes[0]) : undefined;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const own = new URL("./", self.location).href;
  const shared = new URL("../../web/assets/", self.location).href;
  const known = request.url.startsWith(own) || request.url.startsWith(shared);
  // Tiles are for a closer look while there is a network.
  if (request.method !== "GET" || !known || (request.url.includes("/iiif/") && !labelOf(request.url))) return;
  const page = request.mode === "navigate";
  event.respondWith((async () => {
    if (page) {
      try {
        return await fetched(request);
      } catch (fault) {
        const found = await kept(request.url.endsWith("/web/") ? `${own}index.html` : request);
        if (found) return found;
        throw fault;
      }
    }
    const found = await kept(request);
    if (found) return found;
    try {
      return await fetched(request);
    } catch (fault) {
      const other = await otherSize(request.url);
      if (other) return other;
      throw fault;
    }
  })());
});

// The whole issue, where the reader asks for it.
self.addEventListener("message", (event) => {
  if (event.data !== "keep") return;
  event.waitUntil((async () => {
    try {
      const cache = await caches.open(NAME);
      for (const name of FILES) {
        const address = new URL(name, self.location).href;
        if (!(await cache.match(address))) await cache.add(address);
      }
      event.ports[0].postMessage(true);
    } catch {
      event.ports[0].postMessage(false);
    }
  })());
});
