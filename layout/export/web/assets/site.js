// The front page of the site: what stood in the paper on this day in other years.
(async () => {
  "use strict";
  const place = document.querySelector(".same-day");
  if (!place) return;
  await window.paperSearch.load("years.js");
  const today = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const day = `${two(today.getMonth() + 1)}-${two(today.getDate())}`;
  if (!(window.paperDays || []).includes(day)) return;
  await window.paperSearch.load(`days/${day}.js`);
  window.paperSameDay(place, window.paperDay[day], "../");
})();
