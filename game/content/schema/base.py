"""What the schemas share: strict models without unknown keys, and the kinds of values that packs are written in."""

from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

ID_PATTERN = r"^[a-z0-9_]+$"
PACK_ID_PATTERN = r"^[a-z0-9][a-z0-9_-]*$"
MONTH_PATTERN = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
VERSION_PATTERN = r"^[0-9]+\.[0-9]+\.[0-9]+$"
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Za-z0-9]+)?$"
LARGEST = 1_000_000.0
LARGEST_AMOUNT = 100_000.0
MOST_MONTHS = 1200

Id: TypeAlias = Annotated[str, Field(pattern=ID_PATTERN, max_length=40)]
PackId: TypeAlias = Annotated[str, Field(pattern=PACK_ID_PATTERN, max_length=60)]
SourceKey: TypeAlias = Annotated[str, Field(pattern=PACK_ID_PATTERN, max_length=60)]
Language: TypeAlias = Annotated[str, Field(pattern=LANGUAGE_PATTERN)]
Month: TypeAlias = Annotated[str, Field(pattern=MONTH_PATTERN)]
Text: TypeAlias = Annotated[str, Field(min_length=1, max_length=2000)]
Word: TypeAlias = Annotated[str, Field(min_length=1, max_length=80)]
Number: TypeAlias = Annotated[float, Field(ge=-LARGEST, le=LARGEST, allow_inf_nan=False)]
Positive: TypeAlias = Annotated[float, Field(ge=0, le=LARGEST, allow_inf_nan=False)]
SomeWeight: TypeAlias = Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)]
Share: TypeAlias = Annotated[float, Field(ge=0, le=10, allow_inf_nan=False)]
Fraction: TypeAlias = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Percent: TypeAlias = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Months: TypeAlias = Annotated[int, Field(ge=1, le=MOST_MONTHS)]
Whole: TypeAlias = Annotated[int, Field(ge=0, le=100)]
Expression: TypeAlias = Annotated[str, Field(min_length=1, max_length=400)]
SmallNumber: TypeAlias = Annotated[float, Field(ge=-LARGEST_AMOUNT, le=LARGEST_AMOUNT, allow_inf_nan=False)]
Amount: TypeAlias = SmallNumber | Expression
Effects: TypeAlias = dict[Id, Amount]
FixedEffects: TypeAlias = dict[Id, SmallNumber]
Longitude: TypeAlias = Annotated[float, Field(ge=-180, le=360, allow_inf_nan=False)]
LonLat: TypeAlias = Annotated[list[Longitude], Field(min_length=2, max_length=2)]


class Model(BaseModel):
    """A mapping of a pack: exactly these keys, and no guessing between texts and numbers."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Lean(Model):
    """How far something leans to each of the three roads; the sum is about 1."""

    alignment: Share = Field(0.0, description="Towards Washington.")
    ambiguity: Share = Field(0.0, description="Keeping both doors open.")
    autonomy: Share = Field(0.0, description="Standing on one's own feet.")
