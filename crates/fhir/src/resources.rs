//! The resources, with every element that R4 gives them: those that nobody here looks into are kept as they came ([`Raw`]).

#![allow(missing_docs, reason = "the elements are R4’s, which says what each means")]

use crate::datatypes::{
    Annotation, CodeableConcept, Coding, Dosage, Identifier, Meta, Period, Quantity, Reaction, Reference,
};
use crate::date::DateTime;
use crate::node::element;
use crate::primitive::Raw;

element! {
    /// A problem.
    Condition {
        id = "id": Option<String>,
        meta = "meta": Option<Meta>,
        language = "language": Option<String>,
        text = "text": Option<Raw>,
        contained = "contained": Vec<Raw>,
        extension = "extension": Vec<Raw>,
        identifier = "identifier": Vec<Identifier>,
        clinical_status = "clinicalStatus": Option<CodeableConcept>,
        verification_status = "verificationStatus": Option<CodeableConcept>,
        category = "category": Vec<CodeableConcept>,
        severity = "severity": Option<Raw>,
        code = "code": Option<CodeableConcept>,
        body_site = "bodySite": Vec<Raw>,
        subject = "subject": Option<Reference>,
        encounter = "encounter": Option<Raw>,
        onset_date_time = "onsetDateTime": Option<DateTime>,
        onset_age = "onsetAge": Option<Raw>,
        onset_period = "onsetPeriod": Option<Period>,
        onset_range = "onsetRange": Option<Raw>,
        onset_string = "onsetString": Option<String>,
        abatement_date_time = "abatementDateTime": Option<DateTime>,
        abatement_age = "abatementAge": Option<Raw>,
        abatement_period = "abatementPeriod": Option<Period>,
        abatement_range = "abatementRange": Option<Raw>,
        abatement_string = "abatementString": Option<String>,
        recorded_date = "recordedDate": Option<DateTime>,
        recorder = "recorder": Option<Reference>,
        asserter = "asserter": Option<Reference>,
        stage = "stage": Vec<Raw>,
        evidence = "evidence": Vec<Raw>,
        note = "note": Vec<Annotation>,
    }
}

element! {
    /// A treatment that somebody takes or took.
    MedicationStatement {
        id = "id": Option<String>,
        meta = "meta": Option<Meta>,
        language = "language": Option<String>,
        text = "text": Option<Raw>,
        contained = "contained": Vec<Raw>,
        extension = "extension": Vec<Raw>,
        identifier = "identifier": Vec<Identifier>,
        based_on = "basedOn": Vec<Raw>,
        part_of = "partOf": Vec<Raw>,
        status = "status": Option<String>,
        status_reason = "statusReason": Vec<Raw>,
        category = "category": Option<Raw>,
        medication_codeable_concept = "medicationCodeableConcept": Option<CodeableConcept>,
        medication_reference = "medicationReference": Option<Reference>,
        subject = "subject": Option<Reference>,
        context = "context": Option<Raw>,
        effective_date_time = "effectiveDateTime": Option<DateTime>,
        effective_period = "effectivePeriod": Option<Period>,
        date_asserted = "dateAsserted": Option<DateTime>,
        information_source = "informationSource": Option<Reference>,
        derived_from = "derivedFrom": Vec<Raw>,
        reason_code = "reasonCode": Vec<Raw>,
        reason_reference = "reasonReference": Vec<Raw>,
        note = "note": Vec<Annotation>,
        dosage = "dosage": Vec<Dosage>,
    }
}

element! {
    /// What somebody must not meet with.
    AllergyIntolerance {
        id = "id": Option<String>,
        meta = "meta": Option<Meta>,
        language = "language": Option<String>,
        text = "text": Option<Raw>,
        contained = "contained": Vec<Raw>,
        extension = "extension": Vec<Raw>,
        identifier = "identifier": Vec<Identifier>,
        clinical_status = "clinicalStatus": Option<CodeableConcept>,
        verification_status = "verificationStatus": Option<CodeableConcept>,
        r#type = "type": Option<String>,
        category = "category": Vec<String>,
        criticality = "criticality": Option<String>,
        code = "code": Option<CodeableConcept>,
        patient = "patient": Option<Reference>,
        encounter = "encounter": Option<Raw>,
        onset_date_time = "onsetDateTime": Option<DateTime>,
        onset_age = "onsetAge": Option<Raw>,
        onset_period = "onsetPeriod": Option<Period>,
        onset_range = "onsetRange": Option<Raw>,
        onset_string = "onsetString": Option<String>,
        recorded_date = "recordedDate": Option<DateTime>,
        recorder = "recorder": Option<Reference>,
        asserter = "asserter": Option<Reference>,
        last_occurrence = "lastOccurrence": Option<DateTime>,
        note = "note": Vec<Annotation>,
        reaction = "reaction": Vec<Reaction>,
    }
}

element! {
    /// Something that was found, such as a measurement.
    Observation {
        id = "id": Option<String>,
        meta = "meta": Option<Meta>,
        language = "language": Option<String>,
        text = "text": Option<Raw>,
        contained = "contained": Vec<Raw>,
        extension = "extension": Vec<Raw>,
        identifier = "identifier": Vec<Identifier>,
        based_on = "basedOn": Vec<Raw>,
        part_of = "partOf": Vec<Raw>,
        status = "status": Option<String>,
        category = "category": Vec<CodeableConcept>,
        code = "code": Option<CodeableConcept>,
        subject = "subject": Option<Reference>,
        focus = "focus": Vec<Raw>,
        encounter = "encounter": Option<Raw>,
        effective_date_time = "effectiveDateTime": Option<DateTime>,
        effective_period = "effectivePeriod": Option<Period>,
        effective_timing = "effectiveTiming": Option<Raw>,
        effective_instant = "effectiveInstant": Option<DateTime>,
        issued = "issued": Option<DateTime>,
        performer = "performer": Vec<Reference>,
        value_quantity = "valueQuantity": Option<Quantity>,
        value_codeable_concept = "valueCodeableConcept": Option<Raw>,
        value_string = "valueString": Option<Raw>,
        value_boolean = "valueBoolean": Option<Raw>,
        value_integer = "valueInteger": Option<Raw>,
        value_range = "valueRange": Option<Raw>,
        value_ratio = "valueRatio": Option<Raw>,
        value_sampled_data = "valueSampledData": Option<Raw>,
        value_time = "valueTime": Option<Raw>,
        value_date_time = "valueDateTime": Option<Raw>,
        value_period = "valuePeriod": Option<Raw>,
        data_absent_reason = "dataAbsentReason": Option<Raw>,
        interpretation = "interpretation": Vec<Raw>,
        note = "note": Vec<Annotation>,
        body_site = "bodySite": Option<Raw>,
        method = "method": Option<Raw>,
        specimen = "specimen": Option<Raw>,
        device = "device": Option<Raw>,
        reference_range = "referenceRange": Vec<Raw>,
        has_member = "hasMember": Vec<Raw>,
        derived_from = "derivedFrom": Vec<Raw>,
        component = "component": Vec<Component>,
    }
}

element! {
    /// A vaccination.
    Immunization {
        id = "id": Option<String>,
        meta = "meta": Option<Meta>,
        language = "language": Option<String>,
        text = "text": Option<Raw>,
        contained = "contained": Vec<Raw>,
        extension = "extension": Vec<Raw>,
        identifier = "identifier": Vec<Identifier>,
        status = "status": Option<String>,
        status_reason = "statusReason": Option<Raw>,
        vaccine_code = "vaccineCode": Option<CodeableConcept>,
        patient = "patient": Option<Reference>,
        encounter = "encounter": Option<Raw>,
        occurrence_date_time = "occurrenceDateTime": Option<DateTime>,
        occurrence_string = "occurrenceString": Option<String>,
        recorded = "recorded": Option<DateTime>,
        primary_source = "primarySource": Option<bool>,
        report_origin = "reportOrigin": Option<Raw>,
        location = "location": Option<Raw>,
        manufacturer = "manufacturer": Option<Raw>,
        lot_number = "lotNumber": Option<String>,
        expiration_date = "expirationDate": Option<DateTime>,
        site = "site": Option<Raw>,
        route = "route": Option<Raw>,
        dose_quantity = "doseQuantity": Option<Raw>,
        performer = "performer": Vec<Raw>,
        note = "note": Vec<Annotation>,
        reason_code = "reasonCode": Vec<Raw>,
        reason_reference = "reasonReference": Vec<Raw>,
        is_subpotent = "isSubpotent": Option<bool>,
        subpotent_reason = "subpotentReason": Vec<Raw>,
        education = "education": Vec<Raw>,
        program_eligibility = "programEligibility": Vec<Raw>,
        funding_source = "fundingSource": Option<Raw>,
        reaction = "reaction": Vec<Raw>,
        protocol_applied = "protocolApplied": Vec<Raw>,
    }
}

element! {
    /// An operation or examination.
    Procedure {
        id = "id": Option<String>,
        meta = "meta": Option<Meta>,
        language = "language": Option<String>,
        text = "text": Option<Raw>,
        contained = "contained": Vec<Raw>,
        extension = "extension": Vec<Raw>,
        identifier = "identifier": Vec<Identifier>,
        instantiates_canonical = "instantiatesCanonical": Vec<String>,
        instantiates_uri = "instantiatesUri": Vec<String>,
        based_on = "basedOn": Vec<Raw>,
        part_of = "partOf": Vec<Raw>,
        status = "status": Option<String>,
        status_reason = "statusReason": Option<Raw>,
        category = "category": Option<Raw>,
        code = "code": Option<CodeableConcept>,
        subject = "subject": Option<Reference>,
        encounter = "encounter": Option<Raw>,
        performed_date_time = "performedDateTime": Option<DateTime>,
        performed_period = "performedPeriod": Option<Period>,
        performed_string = "performedString": Option<String>,
        performed_age = "performedAge": Option<Raw>,
        performed_range = "performedRange": Option<Raw>,
        recorder = "recorder": Option<Reference>,
        asserter = "asserter": Option<Reference>,
        performer = "performer": Vec<Raw>,
        location = "location": Option<Raw>,
        reason_code = "reasonCode": Vec<Raw>,
        reason_reference = "reasonReference": Vec<Raw>,
        body_site = "bodySite": Vec<Raw>,
        outcome = "outcome": Option<Raw>,
        report = "report": Vec<Raw>,
        complication = "complication": Vec<Raw>,
        complication_detail = "complicationDetail": Vec<Raw>,
        follow_up = "followUp": Vec<Raw>,
        note = "note": Vec<Annotation>,
        focal_device = "focalDevice": Vec<Raw>,
        used_reference = "usedReference": Vec<Raw>,
        used_code = "usedCode": Vec<Raw>,
    }
}

element! {
    /// Whom a Bundle is about.
    Patient {
        id = "id": Option<String>,
        meta = "meta": Option<Meta>,
        language = "language": Option<String>,
        text = "text": Option<Raw>,
        contained = "contained": Vec<Raw>,
        extension = "extension": Vec<Raw>,
        identifier = "identifier": Vec<Identifier>,
        active = "active": Option<bool>,
        name = "name": Vec<Raw>,
        telecom = "telecom": Vec<Raw>,
        gender = "gender": Option<String>,
        birth_date = "birthDate": Option<DateTime>,
        deceased_boolean = "deceasedBoolean": Option<Raw>,
        deceased_date_time = "deceasedDateTime": Option<Raw>,
        address = "address": Vec<Raw>,
        marital_status = "maritalStatus": Option<Raw>,
        multiple_birth_boolean = "multipleBirthBoolean": Option<Raw>,
        multiple_birth_integer = "multipleBirthInteger": Option<Raw>,
        photo = "photo": Vec<Raw>,
        contact = "contact": Vec<Raw>,
        communication = "communication": Vec<Raw>,
        general_practitioner = "generalPractitioner": Vec<Raw>,
        managing_organization = "managingOrganization": Option<Raw>,
        link = "link": Vec<Raw>,
    }
}

element! {
    /// A document.
    DocumentReference {
        id = "id": Option<String>,
        meta = "meta": Option<Meta>,
        language = "language": Option<String>,
        text = "text": Option<Raw>,
        contained = "contained": Vec<Raw>,
        extension = "extension": Vec<Raw>,
        master_identifier = "masterIdentifier": Option<Identifier>,
        identifier = "identifier": Vec<Identifier>,
        status = "status": Option<String>,
        doc_status = "docStatus": Option<String>,
        r#type = "type": Option<CodeableConcept>,
        category = "category": Vec<Raw>,
        subject = "subject": Option<Reference>,
        date = "date": Option<DateTime>,
        author = "author": Vec<Reference>,
        authenticator = "authenticator": Option<Raw>,
        custodian = "custodian": Option<Raw>,
        relates_to = "relatesTo": Vec<Raw>,
        description = "description": Option<String>,
        security_label = "securityLabel": Vec<CodeableConcept>,
        content = "content": Vec<DocumentContent>,
        context = "context": Option<DocumentContext>,
    }
}

element! {
    /// A form in which a document is there.
    DocumentContent {
        id = "id": Option<String>,
        extension = "extension": Vec<Raw>,
        attachment = "attachment": Option<Attachment>,
        format = "format": Option<Coding>,
    }
}

element! {
    /// A file.
    Attachment {
        id = "id": Option<String>,
        extension = "extension": Vec<Raw>,
        content_type = "contentType": Option<String>,
        language = "language": Option<String>,
        data = "data": Option<String>,
        url = "url": Option<String>,
        size = "size": Option<Raw>,
        hash = "hash": Option<String>,
        title = "title": Option<String>,
        creation = "creation": Option<DateTime>,
    }
}

element! {
    /// What a document is about.
    DocumentContext {
        id = "id": Option<String>,
        extension = "extension": Vec<Raw>,
        encounter = "encounter": Vec<Raw>,
        event = "event": Vec<Raw>,
        period = "period": Option<Period>,
        facility_type = "facilityType": Option<Raw>,
        practice_setting = "practiceSetting": Option<Raw>,
        source_patient_info = "sourcePatientInfo": Option<Raw>,
        related = "related": Vec<Raw>,
    }
}

element! {
    /// A part of what was found.
    Component {
        id = "id": Option<String>,
        extension = "extension": Vec<Raw>,
        code = "code": Option<CodeableConcept>,
        value_quantity = "valueQuantity": Option<Quantity>,
        value_codeable_concept = "valueCodeableConcept": Option<Raw>,
        value_string = "valueString": Option<Raw>,
        data_absent_reason = "dataAbsentReason": Option<Raw>,
        interpretation = "interpretation": Vec<Raw>,
        reference_range = "referenceRange": Vec<Raw>,
    }
}
