import Foundation
import Reports
import RouteModel
import TestSupport
import Testing

/// What is written, against another reader of JSON.
@Suite struct JSONWriterTests {
  @Test func textsAreReadBack() throws {
    let seed: UInt64 = 64
    var random = SplitMix64(seed: seed)
    for round in 0..<300 {
      let text = String(
        String.UnicodeScalarView(
          (0..<Int.random(in: 0...40, using: &random)).compactMap { _ in
            [
              Unicode.Scalar(UInt32.random(in: 0...0x7F, using: &random)), Unicode.Scalar(0x0416),
              Unicode.Scalar(0x1F600),
              Unicode.Scalar(0x2028), Unicode.Scalar(0x22), Unicode.Scalar(0x5C),
            ].randomElement(using: &random) ?? nil
          }))
      for indented in [false, true] {
        var writer = JSONWriter(indented: indented)
        writer.object { $0.member("текст", text) }
        let object = try JSONSerialization.jsonObject(with: Data(writer.bytes)) as? [String: String]
        #expect(object == ["текст": text], "seed \(seed), round \(round): \(text.debugDescription)")
        #expect(indented || writer.bytes.allSatisfy { $0 >= 0x20 })
      }
    }
  }

  @Test func numbersAndDatesAndAbsence() {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("a", Points(hundredths: 750))
      writer.member("b", Points(hundredths: -5))
      writer.member("c", nil as Points?)
      writer.member("d", Int.min)
      writer.member("e", CalendarDate(dayNumber: 19_601))
      writer.member("f", true)
      writer.member("g", [1, 20]) { $0.number($1) }
      writer.member("h", [] as [Int]) { $0.number($1) }
      writer.member("i", nil as String?)
    }
    #expect(
      writer.text
        == #"{"a":7.5,"b":-0.05,"c":null,"d":-9223372036854775808,"e":"2023-09-01","f":true,"g":[1,20],"h":[],"i":null}"#
    )
  }

  @Test func linesOfAStream() {
    var writer = JSONWriter()
    for number in 1...3 {
      writer.array { $0.number(number) }
      writer.endLine()
    }
    #expect(writer.text == "[1]\n[2]\n[3]\n")
    var lines = ByteBuffer()
    lines.append(7)
    writer.exchange(with: &lines)
    #expect(lines.withBytes { String(decoding: $0, as: UTF8.self) } == "[1]\n[2]\n[3]\n")
    writer.string("x")
    #expect(writer.text == "\"x\"")
  }

  @Test func indentation() {
    var writer = JSONWriter(indented: true)
    writer.object { writer in
      writer.member("a", [1, 2]) { $0.number($1) }
      writer.member("b") { $0.object { _ in } }
    }
    #expect(writer.text == "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}")
  }
}
