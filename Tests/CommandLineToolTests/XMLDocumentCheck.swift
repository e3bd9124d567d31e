import Foundation
import FoundationXML

/// Whether the system's own reader takes a text for well-formed XML.
enum XMLDocumentCheck {
  static func isWellFormed(_ text: String) -> Bool { XMLParser(data: Data(text.utf8)).parse() }
}
