/// Reads the table of shared texts: plain or in runs of formatted text, without phonetic hints.
final class SharedTextParser: PartParser.Handler {
  private(set) var texts: [String] = []
  private var current = ""
  private var isInText = false
  private var phoneticDepth = 0
  private let part: String
  private let limits: WorkbookLimits

  init(_ part: String, _ limits: WorkbookLimits) {
    self.part = part
    self.limits = limits
  }

  func start(_ element: String, _ attributes: [String: String]) {
    switch element {
    case "si": current = ""
    case "rPh": phoneticDepth += 1
    case "t": isInText = phoneticDepth == 0
    default: break
    }
  }

  func text(_ text: String) throws(WorkbookFailure) {
    guard isInText else { return }
    current += text
    guard current.utf8.count <= limits.textBytes else { throw .tooMuch(part: part, limit: limits.textBytes) }
  }

  func end(_ element: String) throws(WorkbookFailure) {
    switch element {
    case "t": isInText = false
    case "rPh": phoneticDepth -= 1
    case "si":
      guard texts.count < limits.items else { throw .tooMuch(part: part, limit: limits.items) }
      texts.append(XMLText.unescaped(current))
    default: break
    }
  }
}
