import Diagnostics
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

  /// Whether there is a folder.
  public var isFolder: Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// Whether there is a file or folder.
  var exists: Bool { FileManager.default.fileExists(atPath: path) }

  /// The largest table file that is read: ten times a region's.
  static let largestFile = 1 << 29

  /// The bytes of the file; nil when it can't be read or is too large.
  public func bytes() -> [UInt8]? {
    guard let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber,
      size.intValue <= Self.largestFile
    else { return nil }
    return FileManager.default.contents(atPath: path).map { Array($0) }
  }

  /// The message for a file whose bytes can't be had.
  public var unreadable: Diagnostic {
    Diagnostic(
      .error, "unreadable",
      LocalizedText(
        ru: "не удаётся прочитать файл, или он больше 512 МиБ", en: "can't read the file, or it is over 512 MiB"),
      at: .file(shown))
  }
}
