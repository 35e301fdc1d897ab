"""The terms of ontology/khabar.ttl. Written by `python -m kg.rdf.make_vocab`: change the ontology, not this."""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

NAMESPACE: Final = "https://w3id.org/khabar/ontology#"


class KH:
    """Every term as a constant; a misspelt one is an AttributeError, and mypy finds it earlier."""

    Accident: Final = NamedNode("https://w3id.org/khabar/ontology#Accident")
    Accusation: Final = NamedNode("https://w3id.org/khabar/ontology#Accusation")
    Actor: Final = NamedNode("https://w3id.org/khabar/ontology#Actor")
    Agreement: Final = NamedNode("https://w3id.org/khabar/ontology#Agreement")
    Appointment: Final = NamedNode("https://w3id.org/khabar/ontology#Appointment")
    ArmedForce: Final = NamedNode("https://w3id.org/khabar/ontology#ArmedForce")
    Arrest: Final = NamedNode("https://w3id.org/khabar/ontology#Arrest")
    Article: Final = NamedNode("https://w3id.org/khabar/ontology#Article")
    Attack: Final = NamedNode("https://w3id.org/khabar/ontology#Attack")
    Birth: Final = NamedNode("https://w3id.org/khabar/ontology#Birth")
    Change: Final = NamedNode("https://w3id.org/khabar/ontology#Change")
    City: Final = NamedNode("https://w3id.org/khabar/ontology#City")
    Claim: Final = NamedNode("https://w3id.org/khabar/ontology#Claim")
    Clash: Final = NamedNode("https://w3id.org/khabar/ontology#Clash")
    Community: Final = NamedNode("https://w3id.org/khabar/ontology#Community")
    Company: Final = NamedNode("https://w3id.org/khabar/ontology#Company")
    Comparison: Final = NamedNode("https://w3id.org/khabar/ontology#Comparison")
    ConflictEvent: Final = NamedNode("https://w3id.org/khabar/ontology#ConflictEvent")
    Construction: Final = NamedNode("https://w3id.org/khabar/ontology#Construction")
    ContactEvent: Final = NamedNode("https://w3id.org/khabar/ontology#ContactEvent")
    Country: Final = NamedNode("https://w3id.org/khabar/ontology#Country")
    Coup: Final = NamedNode("https://w3id.org/khabar/ontology#Coup")
    Criticism: Final = NamedNode("https://w3id.org/khabar/ontology#Criticism")
    Death: Final = NamedNode("https://w3id.org/khabar/ontology#Death")
    Decision: Final = NamedNode("https://w3id.org/khabar/ontology#Decision")
    Deployment: Final = NamedNode("https://w3id.org/khabar/ontology#Deployment")
    Destruction: Final = NamedNode("https://w3id.org/khabar/ontology#Destruction")
    Disaster: Final = NamedNode("https://w3id.org/khabar/ontology#Disaster")
    DisasterEvent: Final = NamedNode("https://w3id.org/khabar/ontology#DisasterEvent")
    Disease: Final = NamedNode("https://w3id.org/khabar/ontology#Disease")
    Dismissal: Final = NamedNode("https://w3id.org/khabar/ontology#Dismissal")
    Displacement: Final = NamedNode("https://w3id.org/khabar/ontology#Displacement")
    EconomicEvent: Final = NamedNode("https://w3id.org/khabar/ontology#EconomicEvent")
    EducationalInstitution: Final = NamedNode("https://w3id.org/khabar/ontology#EducationalInstitution")
    Election: Final = NamedNode("https://w3id.org/khabar/ontology#Election")
    Employment: Final = NamedNode("https://w3id.org/khabar/ontology#Employment")
    Event: Final = NamedNode("https://w3id.org/khabar/ontology#Event")
    Evidence: Final = NamedNode("https://w3id.org/khabar/ontology#Evidence")
    Execution: Final = NamedNode("https://w3id.org/khabar/ontology#Execution")
    Facility: Final = NamedNode("https://w3id.org/khabar/ontology#Facility")
    Factuality: Final = NamedNode("https://w3id.org/khabar/ontology#Factuality")
    Funding: Final = NamedNode("https://w3id.org/khabar/ontology#Funding")
    Gathering: Final = NamedNode("https://w3id.org/khabar/ontology#Gathering")
    GeopoliticalEntity: Final = NamedNode("https://w3id.org/khabar/ontology#GeopoliticalEntity")
    GovernmentBody: Final = NamedNode("https://w3id.org/khabar/ontology#GovernmentBody")
    GovernmentEvent: Final = NamedNode("https://w3id.org/khabar/ontology#GovernmentEvent")
    Group: Final = NamedNode("https://w3id.org/khabar/ontology#Group")
    Identity: Final = NamedNode("https://w3id.org/khabar/ontology#Identity")
    IdentityVerdict: Final = NamedNode("https://w3id.org/khabar/ontology#IdentityVerdict")
    Injury: Final = NamedNode("https://w3id.org/khabar/ontology#Injury")
    InternationalOrganization: Final = NamedNode("https://w3id.org/khabar/ontology#InternationalOrganization")
    Investigation: Final = NamedNode("https://w3id.org/khabar/ontology#Investigation")
    Judgement: Final = NamedNode("https://w3id.org/khabar/ontology#Judgement")
    JusticeEvent: Final = NamedNode("https://w3id.org/khabar/ontology#JusticeEvent")
    Kidnapping: Final = NamedNode("https://w3id.org/khabar/ontology#Kidnapping")
    Killing: Final = NamedNode("https://w3id.org/khabar/ontology#Killing")
    KnowledgeEvent: Final = NamedNode("https://w3id.org/khabar/ontology#KnowledgeEvent")
    LifeEvent: Final = NamedNode("https://w3id.org/khabar/ontology#LifeEvent")
    Location: Final = NamedNode("https://w3id.org/khabar/ontology#Location")
    Loss: Final = NamedNode("https://w3id.org/khabar/ontology#Loss")
    Marriage: Final = NamedNode("https://w3id.org/khabar/ontology#Marriage")
    Match: Final = NamedNode("https://w3id.org/khabar/ontology#Match")
    MediaOrganization: Final = NamedNode("https://w3id.org/khabar/ontology#MediaOrganization")
    Meeting: Final = NamedNode("https://w3id.org/khabar/ontology#Meeting")
    Mention: Final = NamedNode("https://w3id.org/khabar/ontology#Mention")
    MiscellaneousEvent: Final = NamedNode("https://w3id.org/khabar/ontology#MiscellaneousEvent")
    MonetaryAmount: Final = NamedNode("https://w3id.org/khabar/ontology#MonetaryAmount")
    MovementEvent: Final = NamedNode("https://w3id.org/khabar/ontology#MovementEvent")
    NamedEvent: Final = NamedNode("https://w3id.org/khabar/ontology#NamedEvent")
    Organization: Final = NamedNode("https://w3id.org/khabar/ontology#Organization")
    Origin: Final = NamedNode("https://w3id.org/khabar/ontology#Origin")
    OtherEvent: Final = NamedNode("https://w3id.org/khabar/ontology#OtherEvent")
    OtherOrganization: Final = NamedNode("https://w3id.org/khabar/ontology#OtherOrganization")
    Passage: Final = NamedNode("https://w3id.org/khabar/ontology#Passage")
    Person: Final = NamedNode("https://w3id.org/khabar/ontology#Person")
    Place: Final = NamedNode("https://w3id.org/khabar/ontology#Place")
    PoliticalOrganization: Final = NamedNode("https://w3id.org/khabar/ontology#PoliticalOrganization")
    Product: Final = NamedNode("https://w3id.org/khabar/ontology#Product")
    Production: Final = NamedNode("https://w3id.org/khabar/ontology#Production")
    Protest: Final = NamedNode("https://w3id.org/khabar/ontology#Protest")
    Publication: Final = NamedNode("https://w3id.org/khabar/ontology#Publication")
    Quantity: Final = NamedNode("https://w3id.org/khabar/ontology#Quantity")
    Reading: Final = NamedNode("https://w3id.org/khabar/ontology#Reading")
    Refusal: Final = NamedNode("https://w3id.org/khabar/ontology#Refusal")
    Region: Final = NamedNode("https://w3id.org/khabar/ontology#Region")
    Release: Final = NamedNode("https://w3id.org/khabar/ontology#Release")
    ReligiousBody: Final = NamedNode("https://w3id.org/khabar/ontology#ReligiousBody")
    Request: Final = NamedNode("https://w3id.org/khabar/ontology#Request")
    Rescue: Final = NamedNode("https://w3id.org/khabar/ontology#Rescue")
    Research: Final = NamedNode("https://w3id.org/khabar/ontology#Research")
    Role: Final = NamedNode("https://w3id.org/khabar/ontology#Role")
    Sanction: Final = NamedNode("https://w3id.org/khabar/ontology#Sanction")
    Saying: Final = NamedNode("https://w3id.org/khabar/ontology#Saying")
    Seizure: Final = NamedNode("https://w3id.org/khabar/ontology#Seizure")
    Sentence: Final = NamedNode("https://w3id.org/khabar/ontology#Sentence")
    SportEvent: Final = NamedNode("https://w3id.org/khabar/ontology#SportEvent")
    SportsOrganization: Final = NamedNode("https://w3id.org/khabar/ontology#SportsOrganization")
    Strike: Final = NamedNode("https://w3id.org/khabar/ontology#Strike")
    Support: Final = NamedNode("https://w3id.org/khabar/ontology#Support")
    Talks: Final = NamedNode("https://w3id.org/khabar/ontology#Talks")
    Telling: Final = NamedNode("https://w3id.org/khabar/ontology#Telling")
    Thing: Final = NamedNode("https://w3id.org/khabar/ontology#Thing")
    Threat: Final = NamedNode("https://w3id.org/khabar/ontology#Threat")
    Time: Final = NamedNode("https://w3id.org/khabar/ontology#Time")
    Toll: Final = NamedNode("https://w3id.org/khabar/ontology#Toll")
    Trade: Final = NamedNode("https://w3id.org/khabar/ontology#Trade")
    Transport: Final = NamedNode("https://w3id.org/khabar/ontology#Transport")
    Travel: Final = NamedNode("https://w3id.org/khabar/ontology#Travel")
    Trial: Final = NamedNode("https://w3id.org/khabar/ontology#Trial")
    Truce: Final = NamedNode("https://w3id.org/khabar/ontology#Truce")
    UnnamedSaying: Final = NamedNode("https://w3id.org/khabar/ontology#UnnamedSaying")
    Verdict: Final = NamedNode("https://w3id.org/khabar/ontology#Verdict")
    Win: Final = NamedNode("https://w3id.org/khabar/ontology#Win")
    Work: Final = NamedNode("https://w3id.org/khabar/ontology#Work")
    about: Final = NamedNode("https://w3id.org/khabar/ontology#about")
    address: Final = NamedNode("https://w3id.org/khabar/ontology#address")
    age: Final = NamedNode("https://w3id.org/khabar/ontology#age")
    agent: Final = NamedNode("https://w3id.org/khabar/ontology#agent")
    alleged: Final = NamedNode("https://w3id.org/khabar/ontology#alleged")
    amount: Final = NamedNode("https://w3id.org/khabar/ontology#amount")
    asOf: Final = NamedNode("https://w3id.org/khabar/ontology#asOf")
    asserted: Final = NamedNode("https://w3id.org/khabar/ontology#asserted")
    attempted: Final = NamedNode("https://w3id.org/khabar/ontology#attempted")
    authorOf: Final = NamedNode("https://w3id.org/khabar/ontology#authorOf")
    basedIn: Final = NamedNode("https://w3id.org/khabar/ontology#basedIn")
    belief: Final = NamedNode("https://w3id.org/khabar/ontology#belief")
    belongsTo: Final = NamedNode("https://w3id.org/khabar/ontology#belongsTo")
    cause: Final = NamedNode("https://w3id.org/khabar/ontology#cause")
    claimedBy: Final = NamedNode("https://w3id.org/khabar/ontology#claimedBy")
    compares: Final = NamedNode("https://w3id.org/khabar/ontology#compares")
    conditional: Final = NamedNode("https://w3id.org/khabar/ontology#conditional")
    confidence: Final = NamedNode("https://w3id.org/khabar/ontology#confidence")
    contradicts: Final = NamedNode("https://w3id.org/khabar/ontology#contradicts")
    corroborates: Final = NamedNode("https://w3id.org/khabar/ontology#corroborates")
    count: Final = NamedNode("https://w3id.org/khabar/ontology#count")
    currency: Final = NamedNode("https://w3id.org/khabar/ontology#currency")
    denied: Final = NamedNode("https://w3id.org/khabar/ontology#denied")
    different: Final = NamedNode("https://w3id.org/khabar/ontology#different")
    earliest: Final = NamedNode("https://w3id.org/khabar/ontology#earliest")
    edtf: Final = NamedNode("https://w3id.org/khabar/ontology#edtf")
    eventKind: Final = NamedNode("https://w3id.org/khabar/ontology#eventKind")
    evidence: Final = NamedNode("https://w3id.org/khabar/ontology#evidence")
    factuality: Final = NamedNode("https://w3id.org/khabar/ontology#factuality")
    founded: Final = NamedNode("https://w3id.org/khabar/ontology#founded")
    from_: Final = NamedNode("https://w3id.org/khabar/ontology#from")
    holdsRole: Final = NamedNode("https://w3id.org/khabar/ontology#holdsRole")
    identity: Final = NamedNode("https://w3id.org/khabar/ontology#identity")
    identityKind: Final = NamedNode("https://w3id.org/khabar/ontology#identityKind")
    inArticle: Final = NamedNode("https://w3id.org/khabar/ontology#inArticle")
    inGraph: Final = NamedNode("https://w3id.org/khabar/ontology#inGraph")
    inSentence: Final = NamedNode("https://w3id.org/khabar/ontology#inSentence")
    independentSources: Final = NamedNode("https://w3id.org/khabar/ontology#independentSources")
    issuedBasis: Final = NamedNode("https://w3id.org/khabar/ontology#issuedBasis")
    judgedAt: Final = NamedNode("https://w3id.org/khabar/ontology#judgedAt")
    judgedBy: Final = NamedNode("https://w3id.org/khabar/ontology#judgedBy")
    judges: Final = NamedNode("https://w3id.org/khabar/ontology#judges")
    latest: Final = NamedNode("https://w3id.org/khabar/ontology#latest")
    latestNumber: Final = NamedNode("https://w3id.org/khabar/ontology#latestNumber")
    latitude: Final = NamedNode("https://w3id.org/khabar/ontology#latitude")
    least: Final = NamedNode("https://w3id.org/khabar/ontology#least")
    livesIn: Final = NamedNode("https://w3id.org/khabar/ontology#livesIn")
    locatedIn: Final = NamedNode("https://w3id.org/khabar/ontology#locatedIn")
    longitude: Final = NamedNode("https://w3id.org/khabar/ontology#longitude")
    means: Final = NamedNode("https://w3id.org/khabar/ontology#means")
    memberOf: Final = NamedNode("https://w3id.org/khabar/ontology#memberOf")
    mentionOf: Final = NamedNode("https://w3id.org/khabar/ontology#mentionOf")
    modifier: Final = NamedNode("https://w3id.org/khabar/ontology#modifier")
    most: Final = NamedNode("https://w3id.org/khabar/ontology#most")
    nationality: Final = NamedNode("https://w3id.org/khabar/ontology#nationality")
    near: Final = NamedNode("https://w3id.org/khabar/ontology#near")
    number: Final = NamedNode("https://w3id.org/khabar/ontology#number")
    objectWords: Final = NamedNode("https://w3id.org/khabar/ontology#objectWords")
    ofEvent: Final = NamedNode("https://w3id.org/khabar/ontology#ofEvent")
    opposedBy: Final = NamedNode("https://w3id.org/khabar/ontology#opposedBy")
    origin: Final = NamedNode("https://w3id.org/khabar/ontology#origin")
    outlet: Final = NamedNode("https://w3id.org/khabar/ontology#outlet")
    owns: Final = NamedNode("https://w3id.org/khabar/ontology#owns")
    partOf: Final = NamedNode("https://w3id.org/khabar/ontology#partOf")
    patient: Final = NamedNode("https://w3id.org/khabar/ontology#patient")
    place: Final = NamedNode("https://w3id.org/khabar/ontology#place")
    planned: Final = NamedNode("https://w3id.org/khabar/ontology#planned")
    qualifier: Final = NamedNode("https://w3id.org/khabar/ontology#qualifier")
    recipient: Final = NamedNode("https://w3id.org/khabar/ontology#recipient")
    relation: Final = NamedNode("https://w3id.org/khabar/ontology#relation")
    relativeOf: Final = NamedNode("https://w3id.org/khabar/ontology#relativeOf")
    role: Final = NamedNode("https://w3id.org/khabar/ontology#role")
    roleOf: Final = NamedNode("https://w3id.org/khabar/ontology#roleOf")
    romanisedLabel: Final = NamedNode("https://w3id.org/khabar/ontology#romanisedLabel")
    same: Final = NamedNode("https://w3id.org/khabar/ontology#same")
    slot: Final = NamedNode("https://w3id.org/khabar/ontology#slot")
    speaker: Final = NamedNode("https://w3id.org/khabar/ontology#speaker")
    status: Final = NamedNode("https://w3id.org/khabar/ontology#status")
    subEventOf: Final = NamedNode("https://w3id.org/khabar/ontology#subEventOf")
    subjectWords: Final = NamedNode("https://w3id.org/khabar/ontology#subjectWords")
    supportedBy: Final = NamedNode("https://w3id.org/khabar/ontology#supportedBy")
    text: Final = NamedNode("https://w3id.org/khabar/ontology#text")
    time: Final = NamedNode("https://w3id.org/khabar/ontology#time")
    to: Final = NamedNode("https://w3id.org/khabar/ontology#to")
    topic: Final = NamedNode("https://w3id.org/khabar/ontology#topic")
    triggerWords: Final = NamedNode("https://w3id.org/khabar/ontology#triggerWords")
    unsure: Final = NamedNode("https://w3id.org/khabar/ontology#unsure")
    value: Final = NamedNode("https://w3id.org/khabar/ontology#value")
    verdict: Final = NamedNode("https://w3id.org/khabar/ontology#verdict")
    version: Final = NamedNode("https://w3id.org/khabar/ontology#version")
    why: Final = NamedNode("https://w3id.org/khabar/ontology#why")


MENTION_CLASS: Final[dict[str, NamedNode]] = {
    "DATE": KH.Time,
    "EVT": KH.NamedEvent,
    "FAC": KH.Facility,
    "GPE.CITY": KH.City,
    "GPE.COUNTRY": KH.Country,
    "GPE.REGION": KH.Region,
    "GRP": KH.Group,
    "LOC": KH.Location,
    "MON": KH.MonetaryAmount,
    "NORP": KH.Community,
    "NUM": KH.Quantity,
    "ORG.ARM": KH.ArmedForce,
    "ORG.COM": KH.Company,
    "ORG.EDU": KH.EducationalInstitution,
    "ORG.GOV": KH.GovernmentBody,
    "ORG.INT": KH.InternationalOrganization,
    "ORG.MED": KH.MediaOrganization,
    "ORG.OTH": KH.OtherOrganization,
    "ORG.POL": KH.PoliticalOrganization,
    "ORG.REL": KH.ReligiousBody,
    "ORG.SPO": KH.SportsOrganization,
    "PER": KH.Person,
    "PROD": KH.Product,
    "ROLE": KH.Role,
    "WORK": KH.Work,
}
"""Class of a thing by the type of its mentions."""

GROUP_CLASS: Final[dict[str, NamedNode]] = {
    "conflict": KH.ConflictEvent,
    "contact": KH.ContactEvent,
    "disaster": KH.DisasterEvent,
    "economy": KH.EconomicEvent,
    "government": KH.GovernmentEvent,
    "justice": KH.JusticeEvent,
    "knowledge": KH.KnowledgeEvent,
    "life": KH.LifeEvent,
    "movement": KH.MovementEvent,
    "other": KH.MiscellaneousEvent,
    "sport": KH.SportEvent,
}
"""Class of a group of event types."""

EVENT_CLASS: Final[dict[str, NamedNode]] = {
    "accident": KH.Accident,
    "accuse": KH.Accusation,
    "agree": KH.Agreement,
    "appoint": KH.Appointment,
    "arrest": KH.Arrest,
    "attack": KH.Attack,
    "born": KH.Birth,
    "build": KH.Construction,
    "change": KH.Change,
    "clash": KH.Clash,
    "control": KH.Seizure,
    "coup": KH.Coup,
    "criticize": KH.Criticism,
    "decide": KH.Decision,
    "deploy": KH.Deployment,
    "destroy": KH.Destruction,
    "die": KH.Death,
    "disaster": KH.Disaster,
    "disease": KH.Disease,
    "dismiss": KH.Dismissal,
    "displace": KH.Displacement,
    "elect": KH.Election,
    "employ": KH.Employment,
    "execute": KH.Execution,
    "fund": KH.Funding,
    "hold": KH.Gathering,
    "injure": KH.Injury,
    "investigate": KH.Investigation,
    "kidnap": KH.Kidnapping,
    "kill": KH.Killing,
    "lose": KH.Loss,
    "marry": KH.Marriage,
    "match": KH.Match,
    "meet": KH.Meeting,
    "other": KH.OtherEvent,
    "produce": KH.Production,
    "protest": KH.Protest,
    "publish": KH.Publication,
    "refuse": KH.Refusal,
    "release": KH.Release,
    "request": KH.Request,
    "rescue": KH.Rescue,
    "research": KH.Research,
    "sanction": KH.Sanction,
    "sentence": KH.Verdict,
    "strike": KH.Strike,
    "support": KH.Support,
    "talk": KH.Talks,
    "threat": KH.Threat,
    "trade": KH.Trade,
    "transport": KH.Transport,
    "travel": KH.Travel,
    "trial": KH.Trial,
    "truce": KH.Truce,
    "win": KH.Win,
}
"""Class of an event by its type."""

ROLE_PROPERTY: Final[dict[str, NamedNode]] = {
    "agent": KH.agent,
    "amount": KH.amount,
    "cause": KH.cause,
    "from": KH.from_,
    "means": KH.means,
    "part": KH.subEventOf,
    "patient": KH.patient,
    "place": KH.place,
    "recipient": KH.recipient,
    "time": KH.time,
    "to": KH.to,
    "topic": KH.topic,
}
"""Property for a role of an event."""

RELATION_PROPERTY: Final[dict[str, NamedNode]] = {
    "about": KH.about,
    "age": KH.age,
    "author": KH.authorOf,
    "based": KH.basedIn,
    "count": KH.count,
    "family": KH.relativeOf,
    "for": KH.belongsTo,
    "founder": KH.founded,
    "in": KH.locatedIn,
    "lives": KH.livesIn,
    "member": KH.memberOf,
    "nat": KH.nationality,
    "near": KH.near,
    "of": KH.roleOf,
    "owner": KH.owns,
    "part": KH.partOf,
    "role": KH.holdsRole,
}
"""Property for a relation."""

FACTUALITY: Final[dict[str, NamedNode]] = {
    "alleged": KH.alleged,
    "ask": KH.conditional,
    "assert": KH.asserted,
    "asserted": KH.asserted,
    "attempt": KH.attempted,
    "attempted": KH.attempted,
    "believe": KH.alleged,
    "cond": KH.conditional,
    "conditional": KH.conditional,
    "denied": KH.denied,
    "deny": KH.denied,
    "neg": KH.denied,
    "plan": KH.planned,
    "planned": KH.planned,
    "promise": KH.planned,
    "threaten": KH.planned,
}
"""Degree of factuality by name, modality of events, or manner of saying."""
