// Before anything is drawn: the theme that the reader picked the last time.
try {
  const picked = localStorage.getItem("theme");
  if (picked === "dark" || picked === "light") document.documentElement.dataset.theme = picked;
} catch { /* a browser that keeps nothing shows the system's theme */ }
