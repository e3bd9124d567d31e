import RouteModel
import TestSupport
import Testing

@Suite struct PointsTests {
  @Test(arguments: [
    ("0", 0), ("7", 700), ("7,5", 750), ("7.5", 750), ("07.05", 705), ("-3,25", -325), ("\u{2212}3,25", -325),
    ("+1", 100), ("33.333", 3333), ("33.335", 3334), ("33.334999", 3333), ("-0.005", -1), ("0.004", 0),
    ("1\u{A0}000", 100_000), ("1\u{202F}234,5", 123_450), ("999999999", 99_999_999_900),
  ])
  func parses(_ text: String, _ hundredths: Int) { #expect(Points(parsing: text)?.hundredths == hundredths, "\(text)") }

  @Test(arguments: [
    "", " ", "5 ", "1 000", ".5", ",5", "5,", "5.", "1.2.3", "1,2.3", "--1", "1-", "1e3", "5%", "٥", "½", "Ⅳ",
    "1000000000",
    "NaN", "0x1", "1\u{A0}000,5\u{A0}0",
  ])
  func refuses(_ text: String) { #expect(Points(parsing: text) == nil, "\(text)") }

  @Test(arguments: [
    (0, "0"), (5, "0,05"), (50, "0,5"), (705, "7,05"), (-5, "-0,05"), (-100, "-1"), (123_456, "1234,56"),
  ])
  func isWritten(_ hundredths: Int, _ text: String) {
    #expect(Points(hundredths: hundredths).text(separator: ",") == text)
  }

  @Test func whatIsWrittenIsRead() {
    for hundredths in -20_000...20_000 {
      for separator in [",", "."] as [Character] {
        let text = Points(hundredths: hundredths).text(separator: separator)
        #expect(Points(parsing: text)?.hundredths == hundredths, "\(text)")
      }
    }
  }

  /// Rounding half away from zero, against doubling: q is the nearest, and a tie goes outward.
  @Test func quotientsAreRounded() {
    for numerator in -300...300 {
      for denominator in 1...40 {
        let q = roundedDivision(numerator, denominator)
        let off = 2 * (numerator - q * denominator)
        #expect(abs(off) <= denominator, "\(numerator)/\(denominator)")
        if abs(off) == denominator { #expect(abs(q * denominator) > abs(numerator), "\(numerator)/\(denominator)") }
      }
    }
    #expect(Points.ratio(Points(1), of: Points(3)) == Points(hundredths: 3333))
    #expect(Points.ratio(Points(30), of: Points(40)) == Points(75))
  }
}
