"""What flows into a letter: what was found at one target, where it comes from, what would mend it, and who asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

VERDICTS = ("missing", "under-serbia", "mixed", "qualified")
"""The verdicts that give a reason to write, the most pressing first."""

CRITERIA = (
    "country",
    "nationality",
    "phone-code",
    "timezone",
    "currency",
    "iban",
    "flag",
    "map",
    "locale",
    "region",
    "language",
    "state",
    "other",
)
KINDS = ("standards-body", "open-source", "company", "public-body", "university", "bank", "airline", "shop")
CHANNELS = ("email", "form", "tracker", "post")
POLICIES = ("iso-only", "upstream")


@dataclass(frozen=True, slots=True)
class Finding:
    """One look at one criterion that gives a reason to write.

    `where`: a CSS selector in a page or a path inside a package. `label` and `value`: how the place stands there, or
    None. `entries` and `territories`: rows read and different territories among them; 0 means not counted. `before`
    and `after`: the labels between which the place would stand, or None. `evidence`: the public address of the proof.
    """

    criterion: str
    verdict: str
    looked: date
    evidence: str
    where: str = ""
    label: str | None = None
    value: str | None = None
    entries: int = 0
    territories: int = 0
    before: str | None = None
    after: str | None = None

    def __post_init__(self) -> None:
        """Refuse words that no sentence knows."""
        if self.verdict not in VERDICTS:
            raise ValueError(f"no letter is written for the verdict {self.verdict!r}")
        if self.criterion not in CRITERIA:
            raise ValueError(f"no such criterion: {self.criterion!r}")


@dataclass(frozen=True, slots=True)
class Origin:
    """The upstream that the list was copied from."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """The exact step that adds the place: `steps` in English, as its `source` has it, and code to paste, if any."""

    steps: str
    snippet: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All that a letter says about one target.

    `name`: what people call it. `address`: where it was looked at. `kind`: one of `KINDS`. `layer`: the word of the
    catalogue (standard, library, component, website, app). `policy`: the data policy that is known of it, one of
    `POLICIES`, or None. `signers`: how many people stand behind the request beside the sender. `post`: the lines of
    its postal address, for letters on paper.
    """

    name: str
    address: str
    kind: str
    layer: str
    findings: tuple[Finding, ...]
    origin: Origin | None = None
    remedy: Remedy | None = None
    policy: str | None = None
    signers: int = 0
    post: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a diagnosis without a finding, and words that no sentence knows."""
        if not self.findings:
            raise ValueError("a letter needs at least one finding")
        if self.kind not in KINDS:
            raise ValueError(f"no such kind of organisation: {self.kind!r}")
        if self.policy is not None and self.policy not in POLICIES:
            raise ValueError(f"no such policy: {self.policy!r}")

    @property
    def verdict(self) -> str:
        """The most pressing verdict among the findings."""
        return min((finding.verdict for finding in self.findings), key=VERDICTS.index)

    @property
    def criterion(self) -> str:
        """The criterion of the first finding that has the most pressing verdict."""
        return next(finding.criterion for finding in self.findings if finding.verdict == self.verdict)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who asks, and the addresses that a letter names.

    `name`: as the person wants to be shown. `today`: the date of the letter. `reply`: the secret address for answers.
    `page`: the public thread. `check`: where the owner asks for a new look. `leave`: where the owner ends all mail.
    `portal`: the name of the portal; `post`: the lines of its postal address. `words`: the person's own words.
    """

    name: str
    today: date
    reply: str
    page: str
    check: str
    leave: str
    portal: str = "Digital Kosovo"
    post: tuple[str, ...] = ()
    words: str = ""
