import Testing

@testable import OfficeFiles

@Suite struct NumberAndDateTests {
  @Test(arguments: [
    ("47.5", "47.5"), ("4.7500000000000002E1", "47.5"), ("47.494999999999997", "47.495"),
    ("0.30000000000000004", "0.3"),
    ("1E3", "1000"), ("36.0", "36"), ("-0.5", "-0.5"), ("12345678901234567890", "12345678901234567890"),
    ("1e-3", "0.001"),
    ("99.999999999999999", "100"), ("0", "0"), ("-0.0", "-0"), ("007", "7"), (".5", "0.5"), (" 5 ", "5"),
  ])
  func decimals(_ text: String, _ expected: String) {
    #expect(DecimalText.normalised(text) == (expected == "-0" ? "0" : expected))
  }

  @Test(arguments: ["", "x", "1.2.3", "1e999", "--1", "1e", "NaN", "0x10"])
  func notDecimals(_ text: String) { #expect(DecimalText.normalised(text) == nil) }

  @Test(arguments: [
    ("1", 1900, 1, 1), ("59", 1900, 2, 28), ("61", 1900, 3, 1), ("45170", 2023, 9, 1), ("2958465", 9999, 12, 31),
  ])
  func serialsOf1900(_ serial: String, _ year: Int, _ month: Int, _ day: Int) throws {
    let number = try #require(DateSystem.dayNumber(year: year, month: month, day: day))
    #expect(DateSystem.from1900.date(serial, isYearFirst: false) == SheetDate(dayNumber: number))
    #expect(DateSystem.serial(ofDay: number) == Int(serial))
  }

  @Test func otherSerials() throws {
    #expect(DateSystem.from1900.date("60", isYearFirst: false) == nil)
    #expect(DateSystem.from1900.date("0", isYearFirst: false) == nil)
    let day = try #require(DateSystem.dayNumber(year: 2023, month: 9, day: 1))
    #expect(DateSystem.from1904.date("43708", isYearFirst: false) == SheetDate(dayNumber: day))
    #expect(
      DateSystem.from1900.date("45170.4375", isYearFirst: false) == SheetDate(dayNumber: day, seconds: 37_800))
    #expect(DateSystem.from1900.date("45169.9999999999", isYearFirst: false) == SheetDate(dayNumber: day))
  }

  @Test(arguments: [
    ("dd.mm.yyyy", DateFormat.yearLast), ("yyyy-mm-dd", .yearFirst), ("[$-419]d\\ mmmm\\ yyyy\\ \"г.\";@", .yearLast),
    ("0.00", .notADate), ("General", .notADate), ("#,##0.00\\ \"дней\"", .notADate), ("[Red]0", .notADate),
    ("0.00E+00", .notADate), ("@", .notADate), ("hh:mm:ss", .timeOnly), ("[h]:mm", .timeOnly), ("mmm\\-yy", .yearLast),
    ("m/d/yy h:mm", .yearLast), ("\"yyyy\"0", .notADate),
  ])
  func formats(_ code: String, _ expected: DateFormat) { #expect(DateFormat(code: code) == expected) }
}
