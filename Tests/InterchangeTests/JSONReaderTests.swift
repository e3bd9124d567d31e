import Foundation
import TestSupport
import Testing

@testable import Interchange

/// JSON against Foundation's reader, which shares no code with it.
@Suite struct JSONReaderTests {
  private func read(_ text: [UInt8]) -> JSONValue? {
    var reader = JSONReader(text)
    guard let value = try? reader.value(), reader.next() == nil else { return nil }
    return value
  }

  private static func random(_ random: inout SplitMix64, _ depth: Int) -> JSONValue {
    let scalars = Array("aЖ\"\\/\n\r\t\u{1}😀é \u{7F}".unicodeScalars)
    func text() -> String {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...6, using: &random) { text.append(scalars.randomElement(using: &random) ?? "x") }
      return String(text)
    }
    switch Int.random(in: 0...(depth > 3 ? 4 : 6), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .number(["0", "-1", "12.5", "1e3", "-0.25E-2"].randomElement(using: &random) ?? "0")
    case 3, 4: return .string(text())
    case 5: return .array((0..<Int.random(in: 0...4, using: &random)).map { _ in Self.random(&random, depth + 1) })
    default:
      return .object(
        (0..<Int.random(in: 0...4, using: &random)).map { number in
          JSONValue.Member("\(number)\(text())", Self.random(&random, depth + 1))
        })
    }
  }

  @Test(arguments: 1...60) func whatIsWrittenIsRead(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let value = Self.random(&random, 0)
    for indented in [false, true] {
      let bytes = Array(value.text(indented: indented).utf8)
      #expect(read(bytes) == value, "seed \(seed)")
      #expect(throws: Never.self, "seed \(seed)") {
        try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
      }
    }
  }

  /// Texts with a byte changed, taken out or put in: nothing crashes, and what we take Foundation takes too.
  @Test(arguments: 1...60) func brokenTexts(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<20 {
      var bytes = Array(Self.random(&random, 0).text(indented: false).utf8)
      let position = Int.random(in: 0..<bytes.count, using: &random)
      let byte = Array("{}[]\",:0-.eE\\u \n".utf8).randomElement(using: &random) ?? 0
      switch Int.random(in: 0...2, using: &random) {
      case 0: bytes[position] = byte
      case 1: bytes.remove(at: position)
      default: bytes.insert(byte, at: position)
      }
      guard JSONText.problem(bytes, file: "x") == nil, read(bytes) != nil else { continue }
      let other = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
      #expect(other != nil, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
    }
  }

  @Test(arguments: [
    "01", "1.", ".5", "+1", "1e", "tru", "\"\\ud800\"", "\"\\ud800\\u0041\"", "[1,]", "{\"a\":1,}", "'a'", "NaN", "",
  ])
  func noJSON(_ text: String) { #expect(read(Array(text.utf8)) == nil) }

  @Test func escapes() {
    #expect(read(Array("\"\\ud83d\\ude00\\u0416\\n\\/\"".utf8)) == .string("😀Ж\n/"))
  }
}
