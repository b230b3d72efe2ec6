"""Small charts drawn on the server as SVG; every mark's place is an attribute, every color a class."""

from django import template

from bigtent.project import drawing

register = template.Library()


@register.inclusion_tag("components/bar.html")
def bar(value, most, aim=None, series=1, label=""):
    """`value` of `most` as a bar; `aim` is a line across it. Without a value the bar is absent, never zero."""
    return {
        "share": drawing.percent(value, most),
        "aim": drawing.percent(aim, most),
        "series": series,
        "label": label,
    }


@register.inclusion_tag("components/bars.html")
def bars(items, most=None, aim=None, series=1):
    """A list of values with bars. Items are (label, value, words) or (label, value, words, url)."""
    items = [(*item, "", "")[:4] for item in items]
    most = most or max((value or 0 for _label, value, *_rest in items), default=0) or 1
    return {"items": items, "most": most, "aim": aim, "series": series}


@register.inclusion_tag("components/spark.html")
def spark(values, label, aim=None, low=None, high=None):
    """A line of values without axes; `low` and `high` are lists for the band of uncertainty."""
    return {"drawn": drawing.spark(values, aim=aim, low=low, high=high), "label": label}


@register.inclusion_tag("components/tent.html")
def tent(reached, found, missing):
    """The picture of the home page: dots for those in reach, found in a register, still missing."""
    return {"drawn": drawing.tent(reached, found, missing), "reached": reached, "found": found, "missing": missing}


@register.inclusion_tag("components/waterfall.html")
def waterfall(start, weights, caption, note="", total_note=""):
    """Evidence step by step. `start` and each weight are (label, note, doublings of the odds)."""
    return {
        "drawn": drawing.waterfall(start, weights, total_note),
        "caption": caption,
        "note": note,
    }


@register.inclusion_tag("components/heat.html")
def heat(rows, columns, caption, note="", first=""):
    """Amounts by row and column in five steps of one color. Rows are (label, cells); a cell is a
    number, (number, url), or None where nothing may be shown."""
    return {
        "rows": drawing.heat(rows),
        "columns": columns,
        "caption": caption,
        "note": note,
        "first": first,
        "width": 54 if len(columns) > 5 else 32,
    }


@register.inclusion_tag("components/steps.html")
def steps(labels, here, peers=(), title=""):
    """Bands in order with the present one filled; `peers` are those underlined."""
    return {
        "labels": [(label, label == here, label in peers) for label in labels],
        "here": here,
        "peers": peers,
        "title": title,
    }
