//! The complex types.

use crate::date::DateTime;
use crate::node::element;
use crate::primitive::{Decimal, Raw};

element! {
    /// A code of a system.
    Coding {
        /// Within the element.
        id = "id": Option<String>,
        /// More than R4 has.
        extension = "extension": Vec<Raw>,
        /// Address of the system.
        system = "system": Option<String>,
        /// Its version.
        version = "version": Option<String>,
        /// The code.
        code = "code": Option<String>,
        /// What the system calls it.
        display = "display": Option<String>,
        /// Whether somebody chose it.
        user_selected = "userSelected": Option<bool>,
    }
}

element! {
    /// Something with a name, and codes where it has some.
    CodeableConcept {
        /// Within the element.
        id = "id": Option<String>,
        /// More than R4 has.
        extension = "extension": Vec<Raw>,
        /// The codes.
        coding = "coding": Vec<Coding>,
        /// The name, as it was said.
        text = "text": Option<String>,
    }
}

element! {
    /// A number of something, for whoever gives numbers.
    Identifier {
        /// Within the element.
        id = "id": Option<String>,
        /// More than R4 has.
        extension = "extension": Vec<Raw>,
        /// `usual`, `official`, `temp`, `secondary`, `old`.
        r#use = "use": Option<String>,
        /// What kind of number.
        r#type = "type": Option<CodeableConcept>,
        /// Who gives them.
        system = "system": Option<String>,
        /// The number.
        value = "value": Option<String>,
        /// While it was in use.
        period = "period": Option<Period>,
        /// By whom it was given.
        assigner = "assigner": Option<Raw>,
    }
}

element! {
    /// Another resource.
    Reference {
        /// Within the element.
        id = "id": Option<String>,
        /// More than R4 has.
        extension = "extension": Vec<Raw>,
        /// Its address.
        reference = "reference": Option<String>,
        /// What it is.
        r#type = "type": Option<String>,
        /// Its number.
        identifier = "identifier": Option<Identifier>,
        /// What it is called.
        display = "display": Option<String>,
    }
}

element! {
    /// From when to when.
    Period {
        /// Within the element.
        id = "id": Option<String>,
        /// More than R4 has.
        extension = "extension": Vec<Raw>,
        /// The first moment.
        start = "start": Option<DateTime>,
        /// The last one.
        end = "end": Option<DateTime>,
    }
}

element! {
    /// A note.
    Annotation {
        /// Within the element.
        id = "id": Option<String>,
        /// More than R4 has.
        extension = "extension": Vec<Raw>,
        /// By whom.
        author_reference = "authorReference": Option<Raw>,
        /// By whom, in words.
        author_string = "authorString": Option<String>,
        /// When.
        time = "time": Option<DateTime>,
        /// The words.
        text = "text": Option<String>,
    }
}

element! {
    /// So much of something.
    Quantity {
        /// Within the element.
        id = "id": Option<String>,
        /// More than R4 has.
        extension = "extension": Vec<Raw>,
        /// The number.
        value = "value": Option<Decimal>,
        /// `<`, `<=`, `>=`, `>`: the number is a bound.
        comparator = "comparator": Option<String>,
        /// The unit, as people write it.
        unit = "unit": Option<String>,
        /// The system of the unit’s code.
        system = "system": Option<String>,
        /// The unit’s code.
        code = "code": Option<String>,
    }
}

element! {
    /// What is said about a resource.
    Meta {
        /// Within the element.
        id = "id": Option<String>,
        /// More than R4 has.
        extension = "extension": Vec<Raw>,
        /// Which version.
        version_id = "versionId": Option<String>,
        /// When it changed.
        last_updated = "lastUpdated": Option<DateTime>,
        /// Where it comes from.
        source = "source": Option<String>,
        /// What it promises to be.
        profile = "profile": Vec<String>,
        /// How confidential it is.
        security = "security": Vec<Coding>,
        /// Words about it.
        tag = "tag": Vec<Coding>,
    }
}

element! {
    /// How something is taken.
    Dosage {
        /// Within the element.
        id = "id": Option<String>,
        /// More than R4 has.
        extension = "extension": Vec<Raw>,
        /// Which comes first.
        sequence = "sequence": Option<Raw>,
        /// In words.
        text = "text": Option<String>,
        /// What else to do.
        additional_instruction = "additionalInstruction": Vec<Raw>,
        /// What the person reads.
        patient_instruction = "patientInstruction": Option<String>,
        /// When.
        timing = "timing": Option<Raw>,
        /// Only when needed.
        as_needed_boolean = "asNeededBoolean": Option<bool>,
        /// Only when needed, for what.
        as_needed_codeable_concept = "asNeededCodeableConcept": Option<CodeableConcept>,
        /// Where.
        site = "site": Option<CodeableConcept>,
        /// Which way.
        route = "route": Option<CodeableConcept>,
        /// How.
        method = "method": Option<CodeableConcept>,
        /// How much.
        dose_and_rate = "doseAndRate": Vec<Raw>,
        /// How much at most, in which time.
        max_dose_per_period = "maxDosePerPeriod": Option<Raw>,
        /// How much at most, at once.
        max_dose_per_administration = "maxDosePerAdministration": Option<Raw>,
        /// How much at most, in a life.
        max_dose_per_lifetime = "maxDosePerLifetime": Option<Raw>,
    }
}

element! {
    /// What an allergy once did.
    Reaction {
        /// Within the element.
        id = "id": Option<String>,
        /// More than R4 has.
        extension = "extension": Vec<Raw>,
        /// To what.
        substance = "substance": Option<CodeableConcept>,
        /// How it showed.
        manifestation = "manifestation": Vec<CodeableConcept>,
        /// What happened.
        description = "description": Option<String>,
        /// When.
        onset = "onset": Option<DateTime>,
        /// `mild`, `moderate`, `severe`.
        severity = "severity": Option<String>,
        /// Which way it came in.
        exposure_route = "exposureRoute": Option<CodeableConcept>,
        /// Words on it.
        note = "note": Vec<Annotation>,
    }
}
