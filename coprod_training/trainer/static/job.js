// Says how far a step is while it runs, and shows the page anew when it has ended.

const banner = document.getElementById("job");
const words = document.getElementById("job-words");

async function look() {
  try {
    const reply = await fetch(banner.dataset.address, { headers: { "X-XSRFToken": token() } });
    const job = await reply.json();
    if (!job.running) {
      location.replace(banner.dataset.page); // and no form of it: nothing is sent twice
      return;
    }
    if (words.textContent !== job.words) words.textContent = job.words;
  } catch { /* the server is away for a moment: ask again */ }
  setTimeout(look, 700);
}

look();
