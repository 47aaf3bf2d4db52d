//! Public holidays against the published dates.

use jiff::ToSpan;
use kernel::calendar::easter;
use kernel::{Calendar, DayCount, Holiday, Region};
use proptest::prelude::*;

use crate::day;

/// Easter Sundays as the Observatoire de Paris (IMCCE) and every almanac give them.
const EASTER: [&str; 23] = [
    "2018-04-01",
    "2019-04-21",
    "2020-04-12",
    "2021-04-04",
    "2022-04-17",
    "2023-04-09",
    "2024-03-31",
    "2025-04-20",
    "2026-04-05",
    "2027-03-28",
    "2028-04-16",
    "2029-04-01",
    "2030-04-21",
    "2031-04-13",
    "2032-03-28",
    "2033-04-17",
    "2034-04-09",
    "2035-03-25",
    "2036-04-13",
    "2037-04-05",
    "2038-04-25", // the latest there is
    "2039-04-10",
    "2040-04-01",
];

#[test]
fn easter_is_where_the_almanacs_put_it() {
    for date in EASTER.map(day) {
        assert_eq!(easter(date.year()), date);
    }
    // The extremes, and the two corrections that simpler rules miss (1954 and 1981).
    for date in
        ["1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2285-03-22", "1999-04-04", "2000-04-23"]
    {
        assert_eq!(easter(day(date).year()), day(date));
    }
}

/// The movable holidays: Easter Monday, Ascension, Whit Monday.
const MOVABLE: [[&str; 3]; 8] = [
    ["2021-04-05", "2021-05-13", "2021-05-24"],
    ["2022-04-18", "2022-05-26", "2022-06-06"],
    ["2023-04-10", "2023-05-18", "2023-05-29"],
    ["2024-04-01", "2024-05-09", "2024-05-20"],
    ["2025-04-21", "2025-05-29", "2025-06-09"],
    ["2026-04-06", "2026-05-14", "2026-05-25"],
    ["2027-03-29", "2027-05-06", "2027-05-17"],
    ["2028-04-17", "2028-05-25", "2028-06-05"],
];

#[test]
fn metropolitan_france_has_the_eleven() {
    let calendar = Calendar::of(DayCount::Working, Region::Metropolitan);
    for [easter_monday, ascension, whit_monday] in MOVABLE {
        let year = day(easter_monday).year();
        let fixed = ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"];
        let mut expected: Vec<_> = fixed.iter().map(|date| day(&format!("{year}-{date}"))).collect();
        expected.extend([easter_monday, ascension, whit_monday].map(day));
        expected.sort_unstable();
        let dates: Vec<_> = calendar.holidays(year).into_iter().map(|(date, _)| date).collect();
        assert_eq!(dates, expected, "{year}");
    }
}

#[test]
fn alsace_and_moselle_add_good_friday_and_saint_stephen() {
    let calendar = Calendar::of(DayCount::Working, Region::AlsaceMoselle);
    for good_friday in ["2021-04-02", "2022-04-15", "2023-04-07", "2024-03-29", "2025-04-18", "2026-04-03"] {
        let date = day(good_friday);
        assert_eq!(calendar.holiday(date), Some(Holiday::GoodFriday));
        assert_eq!(
            calendar.holiday(date.with().month(12).day(26).build().unwrap()),
            Some(Holiday::SaintStephen)
        );
        assert_eq!(calendar.holidays(date.year()).len(), 13);
        assert_eq!(Calendar::of(DayCount::Working, Region::Metropolitan).holiday(date), None);
    }
}

#[test]
fn each_territory_overseas_commemorates_the_abolition_on_its_own_day() {
    for (region, date) in [
        (Region::Mayotte, "04-27"),
        (Region::Martinique, "05-22"),
        (Region::Guadeloupe, "05-27"),
        (Region::SaintMartin, "05-28"),
        (Region::Guyane, "06-10"),
        (Region::SaintBarthelemy, "10-09"),
        (Region::Reunion, "12-20"),
    ] {
        let calendar = Calendar::of(DayCount::Working, region);
        for year in 2020..2036 {
            let date = day(&format!("{year}-{date}"));
            let names: Vec<_> = calendar.holidays(year).into_iter().filter(|(at, _)| *at == date).collect();
            assert!(names.contains(&(date, Holiday::Abolition)), "{region:?} {year}");
            assert_eq!(calendar.holidays(year).len(), 12);
            assert!(!calendar.is_working(date));
        }
    }
    for region in [Region::Metropolitan, Region::SaintPierreEtMiquelon] {
        assert_eq!(Calendar::of(DayCount::Working, region).holidays(2026).len(), 11);
    }
}

#[test]
fn communes_know_their_region_and_regions_their_zone() {
    for (insee, region) in [
        ("78646", Region::Metropolitan),
        ("67482", Region::AlsaceMoselle),
        ("68066", Region::AlsaceMoselle),
        ("57463", Region::AlsaceMoselle),
        ("2A004", Region::Metropolitan),
        ("97105", Region::Guadeloupe),
        ("97209", Region::Martinique),
        ("97302", Region::Guyane),
        ("97411", Region::Reunion),
        ("97502", Region::SaintPierreEtMiquelon),
        ("97611", Region::Mayotte),
        ("97701", Region::SaintBarthelemy),
        ("97801", Region::SaintMartin),
        ("", Region::Metropolitan),
    ] {
        assert_eq!(Region::of_commune(insee), region, "{insee}");
    }
    for region in Region::ALL {
        let calendar = Calendar::of(DayCount::Working, region);
        assert_eq!(calendar.zone.iana_name(), Some(region.zone_name()));
    }
}

#[test]
fn calendars_read_and_write_as_programmes_name_them() {
    let calendar = Calendar::of(DayCount::Working, Region::AlsaceMoselle);
    let text = serde_json::to_string(&calendar).unwrap();
    assert_eq!(text, r#"{"count":"working","region":"alsace-moselle","zone":"Europe/Paris"}"#);
    assert_eq!(serde_json::from_str::<Calendar>(&text).unwrap(), calendar);
    let names = Region::ALL.map(|region| serde_json::to_value(region).unwrap());
    assert_eq!(names[9], "saint-pierre-et-miquelon");
    assert_eq!(serde_json::from_str::<DayCount>("\"calendar\"").unwrap(), DayCount::Calendar);
}

proptest! {
    #[test]
    fn easter_is_a_sunday_of_spring(year in 1583_i16..4100) {
        let date = easter(year);
        prop_assert_eq!(date.weekday(), jiff::civil::Weekday::Sunday);
        prop_assert!((day("2000-03-22").day_of_year() - 1..=day("2000-04-25").day_of_year()).contains(&date.day_of_year()));
    }

    #[test]
    fn a_date_is_a_holiday_exactly_when_the_year_lists_it(offset in 0_i32..140_000, region in 0_usize..10) {
        let calendar = Calendar::of(DayCount::Working, Region::ALL[region]);
        let date = day("1905-01-01").checked_add(offset.days()).unwrap();
        let listed = calendar.holidays(date.year()).iter().any(|(at, _)| *at == date);
        prop_assert_eq!(calendar.holiday(date).is_some(), listed);
        let weekend = date.weekday().to_monday_zero_offset() >= 5;
        prop_assert_eq!(calendar.is_working(date), !weekend && !listed);
    }
}
