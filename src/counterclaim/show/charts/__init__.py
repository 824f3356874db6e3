"""Charts and maps as Vega-Lite specifications, made with Altair; the same one is drawn in the page and on paper."""
