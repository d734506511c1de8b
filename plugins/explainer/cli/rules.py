"""`explainer rules`: list the rules, or explain one."""

from __future__ import annotations

import click

from explainer.diagnostics import RULES
from explainer.nearest import nearest
from explainer.rulebook import rule_page


@click.command()
@click.argument("code", required=False)
def rules(code: str | None) -> int:
    """List the rules, or explain the rule CODE."""
    if code is None:
        width = max(len(name) for name in RULES)
        for rule in RULES.values():
            click.echo(f"{rule.code:<{width}}  {rule.severity.value:<7}  {rule.summary}")
        return 0
    if code not in RULES:
        like = nearest(code, RULES)
        hint = f"; did you mean {' or '.join(like)}?" if like else "; `explainer rules` lists all"
        click.echo(f"explainer: there is no rule {code}{hint}", err=True)
        return 2
    click.echo(rule_page(code), nl=False)
    return 0
