import RouteModel
import Testing

/// The grammar of RFC 8259, section 6.
@Suite struct JSONNumberTests {
  private func find(_ text: String, from start: Int = 0) -> JSONNumber.Found {
    Array(text.utf8).withUnsafeBufferPointer { JSONNumber.find($0, from: start) }
  }

  @Test(arguments: ["0", "-0", "7", "-12", "1.5", "0.001", "1e5", "1E+05", "-2.50e-7", "12345678901234567890"])
  func numbers(_ text: String) {
    #expect(find(text) == .number(end: text.utf8.count))
    #expect(find("{\(text)}", from: 1) == .number(end: text.utf8.count + 1))
  }

  @Test(arguments: [
    ("", JSONNumber.Found.nothing), ("-", .nothing), ("+1", .nothing), ("007", .nothing), ("-01", .nothing),
    (".5", .nothing), ("e5", .nothing), ("x", .nothing), ("1.", .digitMissing(at: 2)), ("1.e5", .digitMissing(at: 2)),
    ("1e", .digitMissing(at: 2)), ("1e+", .digitMissing(at: 3)), ("1.5.5", .number(end: 3)), ("1-2", .number(end: 1)),
  ])
  func others(_ text: String, _ found: JSONNumber.Found) { #expect(find(text) == found, "«\(text)»") }
}
