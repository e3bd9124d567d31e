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

  /// The bytes of the file; nil when it can't be read, is too large or is no ordinary file: a pipe or a device would be
  /// waited for, or never end. A file that grows while it is read is not read beyond the limit.
  public func bytes() -> [UInt8]? {
    // A pipe is not waited for: it is opened only to see what it is.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.largestFile
    else { return nil }
    let size = Int(status.st_size)
    var isRead = true
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let step = read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
        if step < 0, errno == EINTR { continue }
        isRead = step >= 0
        guard step > 0 else { return }
        count += step
      }
    }
    return isRead ? bytes : nil
  }

  /// The message for a file whose bytes can't be had: why.
  public var unreadable: Diagnostic {
    var status = stat()
    let reason: LocalizedText
    if stat(path, &status) != 0 {
      reason =
        switch errno {
        case ELOOP: LocalizedText(ru: "ссылки ведут по кругу", en: "its links go round in a circle")
        case EACCES: LocalizedText(ru: "нет права на чтение", en: "there is no right to read it")
        default: LocalizedText(ru: "такого файла нет", en: "there is no such file")
        }
    } else if status.st_mode & S_IFMT == S_IFDIR {
      reason = LocalizedText(ru: "это папка, а нужен файл", en: "it is a folder, and a file is needed")
    } else if status.st_mode & S_IFMT != S_IFREG {
      reason = LocalizedText(
        ru: "это не обычный файл (канал или устройство)", en: "it is no ordinary file (a pipe or device)")
    } else if status.st_size > Self.largestFile {
      reason = LocalizedText(ru: "он больше 512 МиБ", en: "it is over 512 MiB")
    } else {
      reason = LocalizedText(ru: "нет права на чтение", en: "there is no right to read it")
    }
    return Diagnostic(
      .error, "unreadable",
      LocalizedText(
        ru: "не удаётся прочитать файл: \(reason.russian)", en: "can't read the file: \(reason.english)"),
      at: .file(shown))
  }
}
