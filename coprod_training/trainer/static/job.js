// Says how far a step is while it runs, and shows the page anew when it has ended.

const banner = document.getElementById("job");
const words = document.getElementById("job-words");

async function look() {
  try {
    const reply = await fetch(banner.dataset.address, { headers: { "X-XSRFToken": token() } });
    if (isSignedOut(reply)) {
      leadToSignIn();
      return;
    }
    const job = await reply.json();
    if (!job.running) {
      location.replace(banner.dataset.page); // and no form of it: nothing is sent twice
      return;
    }
    if (words.textContent !== job.words) words.textContent = job.words;
  } catch { /* the server is away for a moment: ask again */ }
  setTimeout(look, 700);
}

// Who is signed out may get the page to sign in, which is another one than was asked for.
function isSignedOut({ status, redirected, headers }) {
  const isPage = !headers.get("Content-Type")?.startsWith("application/json");
  return [401, 403].includes(status) || (redirected && isPage);
}

function leadToSignIn() {
  const link = document.createElement("a");
  link.href = banner.dataset.page;
  link.textContent = "Sign in to see how far this step is";
  words.replaceChildren("You are signed out. ", link, ".");
}

look();
