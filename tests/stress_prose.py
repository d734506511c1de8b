"""Invented prose about lighthouses, tides and weaving: plain sentences, no two alike."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

_WHO = (
    "the keeper of Orrin Point",
    "a weaver from Salt Lane",
    "the pilot of the mail boat",
    "the clerk of the tide tables",
    "an apprentice at the lamp room",
    "the widow who kept the ferry",
    "a surveyor sent by the parish",
    "the oldest of the net menders",
    "the inspector of lenses",
    "a dyer with blue hands",
    "the boy who counted waves",
)
_DID = (
    "wrote down the height of the water",
    "trimmed the wick a second time",
    "tied the warp to the back beam",
    "measured the shadow of the tower",
    "carried two cans of oil up the stairs",
    "marked the slack water on the slate",
    "counted the threads of a sail",
    "rang the bell through the fog",
    "exchanged a lens for a bolt of cloth",
    "drew the channel with a burnt stick",
    "greased the clockwork of the light",
    "hung the wool over the harbour rail",
    "lit the small lamp before the large one",
)
_WHEN = (
    "before the first ebb",
    "on the shortest day",
    "while the loom stood still",
    "in the week of the spring tide",
    "after the storm of the ninth",
    "when the sand bar had moved",
    "as long as the oil lasted",
    "between two bells",
    "every seventh evening",
)
_WHY = (
    "because nobody else on the coast would have noticed",
    "so that the boats could find the gap by night",
    "as the old agreement with the millers asked",
    "although the book of rules said nothing about it",
    "and the whole village set its clocks by that",
    "for a payment of six candles and a day of rest",
    "which the next page of the log book disputes",
)
_TERMS = (
    "ebb gauge", "spring tide", "neap tide", "slack water", "tidal bore", "tide pole",
    "fog bell", "lamp room", "lens turner", "wick house", "oil ledger", "light dues",
    "day mark", "leading line", "sand bar", "mail boat", "net loft", "sail cloth",
    "back beam", "warp thread", "weft thread", "heddle bar", "shuttle race", "reed comb",
    "selvage edge", "twill weave", "plain weave", "dye vat", "wool rail", "loom song",
    "Orrin Point", "Salt Lane", "Harbour Guild", "Tide Office", "Lamp Act", "Weavers Hall",
    "Ada Fennimore", "Joss Tarrant", "Great Gale", "Night Register",
)  # fmt: skip
TERMS = tuple(_TERMS)
"""What the glossary explains: forty terms."""

ARABIC = (
    "تقف المنارة القديمة على صخرة سوداء عند مدخل الخليج",
    "كان حارس المنارة يكتب ارتفاع الماء كل مساء في دفتر أزرق",
    "تنسج نساء القرية أشرعة القوارب من قطن خشن",
    "حين يبلغ المد أعلاه تختفي الصخور الصغيرة كلها",
    "يعرف الصيادون وقت الجزر من لون الرمل قرب الجسر",
    "أرسل المجلس مهندسا ليقيس ظل البرج في الظهيرة",
    "وجد المهندس أن الدرج يحتاج إلى حجر جديد",
    "لا يضاء المصباح الكبير إلا بعد المصباح الصغير",
    "باعت العجوز ثلاثة أثواب واشترت بثمنها زيتا",
    "غيرت العاصفة مجرى القناة في ليلة واحدة",
    "صارت الخرائط القديمة بعد ذلك بلا فائدة",
    "يعلق الصباغون خيوطهم على سور الميناء حتى تجف",
)
GERMAN = (
    "Der alte Leuchtturm steht auf einem schwarzen Felsen vor der Bucht",
    "Jeden Abend schrieb der Wärter den Wasserstand in ein blaues Heft",
    "Die Weberinnen des Dorfes machten Segeltuch aus grober Baumwolle",
    "Bei Springflut verschwinden alle kleinen Steine vor der Mole",
    "Die Fischer lesen die Ebbe an der Farbe des Sandes ab",
    "Der Rat schickte eine Vermesserin, die den Schatten des Turms maß",
    "Sie fand, dass die Treppe einen neuen Stein brauchte",
    "Die große Lampe wird erst nach der kleinen angezündet",
    "Für drei Ballen Tuch gab es eine Kanne Öl",
    "Der Sturm verlegte die Fahrrinne in einer einzigen Nacht",
    "Die alten Karten waren danach nichts mehr wert",
    "Die Färber hängten ihr Garn zum Trocknen an das Hafengeländer",
)


def sentences(start: int = 0) -> Iterator[str]:
    """Yield sentences for ever; the first few thousand after any start differ."""
    number = start
    while True:
        who, did = _WHO[number % 11], _DID[number * 3 % 13]
        when, why = _WHEN[number * 2 % 9], _WHY[number * 5 % 7]
        hour, minute = number // 60 % 24, number % 60
        lead = f"At {hour}:{minute:02d}, {when}" if number % 3 == 0 else when
        text = f"{lead}, {who} {did}, {why}."
        if number % 4 == 1:
            text = f"{who}, says entry {number} of the log, {did} {when}."
        yield text[0].upper() + text[1:]
        number += 1


def paragraphs(count: int, *, start: int = 0, length: int = 4) -> list[str]:
    """Return paragraphs, each with a few sentences of its own."""
    told = sentences(start)
    return [" ".join(islice(told, length)) for _ in range(count)]
