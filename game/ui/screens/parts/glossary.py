"""The words of the game, explained in the language in use."""

from game.ui.words import _


def words() -> list[tuple[str, str]]:
    """Return the words that are used everywhere, each with its meaning."""
    return [
        (_("Indicator"), _("A number of the world with a unit, a range and a source: exports to China, US commitment, approval.")),
        (_("Pillar"), _("One of the figures from 0 to 100 that make the result; what each is made of stands in the scenario.")),
        (_("Rope"), _("The bracket from the weakest pillar to the strongest. The longer it is, the more the result loses.")),
        (_("Programme"), _("Something that the cabinet spends points on; each belongs to trade, defence or diplomacy.")),
        (_("Points"), _("What the cabinet can spend in one turn. Approval and growth bring more; a few unspent points are kept.")),
        (_("Inertia"), _("Programmes grow slowly, a level at a time, and are cut a little faster. Kept for long, they pay a bonus.")),
        (_("Neglect"), _("A domain that gets fewer points than it needs decays.")),
        (_("Event"), _("A card that comes up in the morning. It has two to four answers; every answer has a price.")),
        (_("Demand"), _("What Washington asks, with a date. Met, it eases pressure; refused or forgotten, it may be enforced.")),
        (_("Threat"), _("What Beijing says that it will do, over what, and by when. It can be given way to or held out against.")),
        (_("Offer"), _("What a power holds out. It lapses when it is not taken.")),
        (_("Ladder, rung"), _("The steps of pressure from Washington and of coercion from Beijing, from words to what really hurts.")),
        (_("Ire"), _("How angry Beijing is. It grows with what you do against it, and cools with time and talk.")),
        (_("Affront"), _("How much Beijing minds one answer or programme. It turns into ire.")),
        (_("Coercion"), _("How much harm Beijing is doing to your trade at the moment.")),
        (_("Posture"), _(
            "How much of what you do leans to alignment, ambiguity or autonomy. It turns slowly, and a swing costs "
            "trust."
        )),
        (_("Alignment"), _("The road of standing with Washington and letting Beijing price it in.")),
        (_("Ambiguity"), _("The road of keeping both doors open and promising little.")),
        (_("Autonomy"), _("The road of needing both less and choosing more friends.")),
        (_("Credibility"), _("How far others believe what you say. Broken promises and mixed signals spend it.")),
        (_("Forecast"), _("A thousand futures played from here, with dice of their own. Eight of ten end inside the band.")),
        (_("≈"), _("Likely, not certain: the dice decide, now or later.")),
        (_("Ledger"), _("The list of all changes, each with its turn, phase, cause and amount. Nothing changes without a line in it.")),
        (_("Dice"), _("The game's chance. The same seed and turn always give the same throw, so games can be compared.")),
        (_("Order"), _("All that you decide in one turn: the points and the answers.")),
        (_("Record"), _("The file of one game. It holds all orders, and can be played again and checked.")),
        (_("Pack"), _("A folder of text files that holds a scenario. Anybody can write one.")),
    ]
