"""All commands, as one application: each module of this package registers its own."""

import typer

from counterclaim.commands import (
    agents,
    analysis,
    brief,
    custody,
    export,
    importing,
    ingest,
    listings,
    outlets,
    publish,
    read,
    review,
    search,
    serve,
    settings,
    show,
    timeline,
    versions,
    watch,
)
from counterclaim.commands.overview import Overview, keep_examples
from counterclaim.version import __version__

app = typer.Typer(
    cls=Overview,
    help="Read reporting on a war and keep the disagreement: who said what, through whom, with which figure.",
    epilog="First steps:  counterclaim ingest articles/ && counterclaim brief",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback(invoke_without_command=True)
def _root(version: bool = typer.Option(False, "--version", help="Print the version and stop.")) -> None:
    if version:
        typer.echo(f"counterclaim {__version__}")
        raise typer.Exit


ingest.register(app)
watch.register(app)
read.register(app)
listings.register(app)
analysis.register(app)
search.register(app)
show.register(app)
brief.register(app)
custody.register(app)
export.register(app)
importing.register(app)
review.register(app)
timeline.register(app)
versions.register(app)
outlets.register(app)
settings.register(app)
serve.register(app)
agents.register(app)
publish.register(app)
keep_examples(app)
