"""The pages and the API: one set of templates for the server and for the static site."""
