// What every request of a page sends along as X-XSRFToken, so that the server knows it is no other
// site's. A hub wants it also where a page only asks: without it, it sends the request to sign in.

const token = () => (document.cookie.match(/(?:^|; )_xsrf=([^;]*)/) ?? ["", ""])[1];
