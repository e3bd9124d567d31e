import LanguageServer
import TestSupport
import Testing

/// Messages are found in the stream however it is cut.
@Suite struct FramingTests {
  private func frames(_ text: String, cut: Int = .max) -> [MessageFramer.Frame] {
    var framer = MessageFramer()
    var frames: [MessageFramer.Frame] = []
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let end = cut < bytes.count - start ? start + cut : bytes.count
      framer.append(bytes[start..<end])
      while let frame = framer.next() { frames.append(frame) }
      start = end
    }
    return frames
  }

  private func message(_ text: String) -> MessageFramer.Frame { .message(Array(text.utf8)) }

  @Test func headersInAnyOrderAndCase() {
    let one = "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}"
    let two = "content-length:2\r\nContent-Type: x\r\n\r\n[]"
    let three = "Content-Length: 4\n\n«»"
    for cut in [1, 2, 3, 5, 7, 1000] {
      #expect(frames(one + two + three, cut: cut) == [message("{}"), message("[]"), message("«»")], "cut \(cut)")
    }
  }

  @Test func emptyContent() { #expect(frames("Content-Length: 0\r\n\r\n") == [message("")]) }

  @Test func badLengthsAreNamedAndTheNextMessageIsRead() {
    let next = "Content-Length: 2\r\n\r\n{}"
    #expect(frames("Content-Length: -5\r\n\r\n" + next) == [.broken(.badLength("-5")), message("{}")])
    #expect(frames("Content-Length: x1\r\n\r\n" + next) == [.broken(.badLength("x1")), message("{}")])
    #expect(frames("Content-Length: \r\n\r\n" + next) == [.broken(.badLength("")), message("{}")])
    let huge = String(repeating: "9", count: 30)
    #expect(frames("Content-Length: \(huge)\r\n\r\n" + next) == [.broken(.badLength(huge)), message("{}")])
    #expect(frames("Content-Type: x\r\n\r\n{\"lost\":1}" + next) == [.broken(.noLength), message("{}")])
    #expect(frames("\r\n\r\n" + next) == [.broken(.noLength), message("{}")])
  }

  @Test func tooLongIsPassedOver() {
    let length = MessageFramer.largestMessage + 1
    var framer = MessageFramer()
    framer.append(Array("Content-Length: \(length)\r\n\r\n".utf8))
    #expect(framer.next() == .broken(.tooLong(length)))
    let piece = [UInt8](repeating: 0x20, count: 1 << 20)
    var left = length
    while left > 0 {
      framer.append(piece.prefix(left))
      left -= min(left, piece.count)
      #expect(framer.next() == nil)
    }
    #expect(framer.isAtBoundary)
    framer.append(MessageFramer.frame([0x7B, 0x7D]))
    #expect(framer.next() == message("{}"))
  }

  @Test func noiseIsOneMistake() {
    let noise = String(repeating: "шум ", count: 3000)
    #expect(frames(noise + "\r\n\r\nContent-Length: 2\r\n\r\n{}", cut: 100) == [.broken(.noLength), message("{}")])
  }

  @Test func randomBytesNeverCrash() {
    for seed in UInt64(1)...200 {
      var random = SplitMix64(seed: seed)
      var framer = MessageFramer()
      let pieces = ["Content-Length", ": ", "5", "\r\n", "\n", "{}", "-", "99999999", "\r\n\r\n", "я"]
      var count = 0
      for _ in 0..<40 {
        framer.append(Array((pieces.randomElement(using: &random) ?? "").utf8))
        while framer.next() != nil { count += 1 }
      }
      #expect(count <= 40, "seed \(seed)")
    }
  }
}
