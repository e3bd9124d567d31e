import Foundation

/// A folder or file as it is opened and as messages show it: the user's own spelling.
public struct Location: Sendable, Hashable {
  /// The path that is opened.
  public var path: String
  /// The path that is shown.
  public var shown: String

  /// A location.
  public init(path: String, shown: String) {
    self.path = path
    self.shown = shown
  }

  /// A file in the folder.
  public func file(_ name: String) -> Location {
    Location(path: path + "/" + name, shown: shown == "." ? name : shown + "/" + name)
  }

  /// The names of the files in the folder, sorted; nil when it can't be read.
  func names() -> [String]? { try? FileManager.default.contentsOfDirectory(atPath: path).sorted() }

  /// The bytes of the file; nil when it can't be read.
  func bytes() -> [UInt8]? { FileManager.default.contents(atPath: path).map { Array($0) } }
}
