/// Numbers of a workbook as exact decimal texts.
///
/// A workbook stores binary floating point as decimal text: `4.7500000000000002E1` is how some programs write 47.5. The
/// rule here: a text without exponent and of at most 15 significant digits, and any whole number, is taken as it
/// stands; anything else is rounded to 15 significant digits, halves away from zero. 15 digits are what every binary
/// number of a workbook holds faithfully and the most that Excel itself shows, so the result is what the user sees.
/// The rounding is done on the decimal digits; no number passes through floating point.
enum DecimalText {
  /// Plain decimal text, without needless zeros; nil when `text` is no number or beyond 10^±40.
  static func normalised(_ text: String) -> String? {
    guard var number = Parts(text) else { return nil }
    let isWhole = number.exponent >= 0 && !text.utf8.contains { $0 | 0x20 == UInt8(ascii: "e") }
    if number.digits.count > 15, !isWhole { number.round(to: 15) }
    return number.text
  }

  /// Digits without leading zeros, and the power of ten of the last digit.
  private struct Parts {
    var isNegative = false
    var digits: [UInt8] = []
    var exponent = 0

    init?(_ text: String) {
      var rest = Array(text.utf8)[...]
      while rest.first == 0x20 { rest = rest.dropFirst() }
      while rest.last == 0x20 { rest = rest.dropLast() }
      guard rest.count <= 400 else { return nil }
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
        isNegative = rest.removeFirst() == UInt8(ascii: "-")
      }
      var seenPoint = false
      var seenDigit = false
      while let byte = rest.first, byte | 0x20 != UInt8(ascii: "e") {
        rest = rest.dropFirst()
        if byte == UInt8(ascii: "."), !seenPoint {
          seenPoint = true
          continue
        }
        guard (48...57).contains(byte) else { return nil }
        seenDigit = true
        if seenPoint { exponent -= 1 }
        if !digits.isEmpty || byte != 48 { digits.append(byte - 48) }
      }
      guard seenDigit else { return nil }
      if !rest.isEmpty {
        guard let power = Int(String(decoding: rest.dropFirst(), as: UTF8.self)), abs(power) < 1000 else { return nil }
        exponent += power
      }
      if digits.isEmpty { exponent = 0 }
      trim()
      guard (-40...40).contains(exponent + digits.count) else { return nil }
    }

    private mutating func trim() {
      while exponent < 0, digits.last == 0 {
        digits.removeLast()
        exponent += 1
      }
    }

    mutating func round(to count: Int) {
      let carryNeeded = digits[count] >= 5
      exponent += digits.count - count
      digits.removeLast(digits.count - count)
      var index = count - 1
      while carryNeeded, index >= 0 {
        if digits[index] < 9 {
          digits[index] += 1
          break
        }
        digits[index] = 0
        index -= 1
      }
      if carryNeeded, index < 0 { digits.insert(1, at: 0) }
      trim()
    }

    var text: String {
      if digits.isEmpty { return "0" }
      var shown = digits
      if exponent > 0 { shown += [UInt8](repeating: 0, count: exponent) }
      let fraction = max(0, -exponent)
      if shown.count <= fraction { shown = [UInt8](repeating: 0, count: fraction - shown.count + 1) + shown }
      var bytes = shown.map { $0 + 48 }
      if fraction > 0 { bytes.insert(UInt8(ascii: "."), at: bytes.count - fraction) }
      return (isNegative ? "-" : "") + String(decoding: bytes, as: UTF8.self)
    }
  }
}
