"use strict";
// Keeps the whole site for when there is no network. A new build has a new stamp, and so a new copy.
const COPY = "dlgrade-STAMP";
const FILES = "FILES";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(COPY).then((copy) => copy.addAll(["./", ...FILES])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((n) => n.startsWith("dlgrade-") && n !== COPY).map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || new URL(event.request.url).origin !== self.location.origin) return;
  event.respondWith(
    caches.open(COPY).then((copy) => copy.match(event.request, { ignoreSearch: true })).then((kept) => kept || fetch(event.request)),
  );
});
