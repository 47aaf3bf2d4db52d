//! The map in squares: a number each, so that an index finds who is near without going through everybody.
//!
//! A square is a fiftieth of a degree wide, 2.2 kilometres from south to north, 1.5 from west to east in the middle of
//! France. Squares beside one another from west to east have numbers that follow one another: a rectangle of squares is
//! one range of the index for each of its rows. A band of latitude alone would go through all who live as far north,
//! from Brittany to Alsace: of a million, some ten thousand for every ten kilometres.

use kernel::places::Position;

/// Squares in a degree.
const PER_DEGREE: i64 = 50;
/// More squares than stand beside one another around the earth.
const ROW: i64 = 32_768;
/// Microdegrees in a degree.
const MICRO: i64 = 1_000_000;
/// Metres in a microdegree from south to north.
const METRES: f64 = 0.111_195;

/// A place in whole millionths of a degree, the same on every engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// North of the equator.
    pub lat: i64,
    /// East of Greenwich.
    pub lon: i64,
}

impl From<Position> for Point {
    fn from(position: Position) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "degrees on the globe")]
        let micro = |degrees: f64| (degrees * 1e6).round() as i64;
        Self { lat: micro(position.lat), lon: micro(position.lon) }
    }
}

impl Point {
    fn square(self) -> (i64, i64) {
        let side = MICRO / PER_DEGREE;
        ((self.lat + 90 * MICRO).div_euclid(side), (self.lon + 180 * MICRO).div_euclid(side))
    }

    /// The number of the square in which it lies.
    pub(super) fn cell(self) -> i64 {
        let (row, column) = self.square();
        row * ROW + column
    }

    /// A degree from west to east beside one from south to north, here, in thousandths.
    pub(super) fn narrowing(self) -> i64 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "from 0 to 1000")]
        let thousandths = ((self.lat as f64 / 1e6).to_radians().cos() * 1000.0).round() as i64;
        thousandths.clamp(1, 1000)
    }

    /// The distance in metres as the statement of [`super::nearby`] measures it: right to a few metres for neighbours, to
    /// one in a hundred over two hundred kilometres.
    #[expect(clippy::cast_precision_loss, reason = "metres")]
    pub(super) fn metres(square_of_distance: i64) -> f64 {
        (square_of_distance as f64).sqrt() * METRES
    }
}

/// The squares around a place, so many in each direction.
#[derive(Debug, Clone)]
pub(super) struct Around {
    /// The first and the last square of each row.
    pub(super) rows: Vec<(i64, i64)>,
    /// Nobody outside of the squares is nearer than this, in metres.
    pub(super) sure: f64,
}

/// The squares up to `reach` of them away from a place, in each direction.
#[expect(clippy::cast_precision_loss, reason = "metres")]
pub(super) fn around(here: Point, reach: i64) -> Around {
    let (row, column) = here.square();
    let rows = (row - reach..=row + reach)
        .map(|row| (row * ROW + column - reach, row * ROW + column + reach))
        .collect();
    let side = MICRO / PER_DEGREE;
    let edge = |at: i64, square: i64, zero: i64| {
        let (low, high) = ((square - reach) * side - zero, (square + reach + 1) * side - zero);
        (at - low).min(high - at)
    };
    let north = edge(here.lat, row, 90 * MICRO) as f64;
    let east = edge(here.lon, column, 180 * MICRO) as f64 * here.narrowing() as f64 / 1000.0;
    Around { rows, sure: north.min(east) * METRES }
}

#[cfg(test)]
#[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::cast_precision_loss)]
mod tests {
    use super::*;

    const TOURS: Point = Point { lat: 47_394_200, lon: 684_900 };

    #[test]
    fn neighbours_stand_beside_one_another() {
        let east = Point { lon: TOURS.lon + 20_000, ..TOURS };
        let north = Point { lat: TOURS.lat + 20_000, ..TOURS };
        assert_eq!((east.cell() - TOURS.cell(), north.cell() - TOURS.cell()), (1, ROW));
        let west_of_greenwich = Point { lon: -1, ..TOURS };
        assert_eq!(Point { lon: 0, ..TOURS }.cell() - west_of_greenwich.cell(), 1);
    }

    #[test]
    fn whoever_is_surely_near_lies_in_the_squares() {
        for reach in [0, 1, 7] {
            let around = around(TOURS, reach);
            assert_eq!(around.rows.len() as i64, 2 * reach + 1);
            for (north, east) in [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0), (0.7, 0.7), (-0.7, 0.7)] {
                let far = (around.sure - 1.0).max(0.0) / METRES;
                let there = Point {
                    lat: TOURS.lat + (far * north) as i64,
                    lon: TOURS.lon + (far * east * 1000.0 / TOURS.narrowing() as f64) as i64,
                };
                let cell = there.cell();
                assert!(
                    around.rows.iter().any(|(low, high)| (*low..=*high).contains(&cell)),
                    "{reach}: {there:?}"
                );
            }
        }
    }

    #[test]
    fn metres_are_those_of_the_map() {
        let (tours, blois) = (
            Position { lat: 47.3942, lon: 0.6849, exact: true },
            Position { lat: 47.5861, lon: 1.3359, exact: true },
        );
        let (from, to) = (Point::from(tours), Point::from(blois));
        let (north, east) = (to.lat - from.lat, (to.lon - from.lon) * from.narrowing() / 1000);
        let measured = Point::metres(north * north + east * east) / 1000.0;
        let true_one = tours.kilometres_to(&blois);
        assert!((measured - true_one).abs() / true_one < 0.01, "{measured} {true_one}");
    }
}
