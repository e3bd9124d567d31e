import Diagnostics
import Foundation
import Tables

/// The wording of what the system refuses.
enum SystemFailure {
  /// A file or folder that can't be written.
  static func unwritable(_ path: String, _ code: Int32) -> Diagnostic {
    let why = reason(code)
    return Diagnostic(
      .error, "unwritable",
      LocalizedText(
        ru: "не удаётся записать «\(path)»: \(why.russian)", en: "can't write «\(path)»: \(why.english)"),
      at: .file(path))
  }

  /// The same of a file that was to be replaced.
  static func unwritable(_ path: String, _ failure: AtomicFile.Failure) -> Diagnostic {
    switch failure {
    case .system(let code): unwritable(path, code)
    }
  }

  /// A file or folder that can't be read.
  static func unreadable(_ path: String, _ code: Int32) -> Diagnostic {
    let why = reason(code)
    return Diagnostic(
      .error, "unreadable",
      LocalizedText(
        ru: "не удаётся прочитать «\(path)»: \(why.russian)", en: "can't read «\(path)»: \(why.english)"),
      at: .file(path))
  }

  private static func reason(_ code: Int32) -> LocalizedText {
    let system = String(cString: strerror(code))
    let russian: String? =
      switch code {
      case ENOENT: "нет такого файла или папки"
      case ENOTDIR: "часть пути — не папка"
      case EISDIR: "это папка, а нужен файл"
      case EEXIST: "файл с таким именем уже есть"
      case EACCES, EPERM: "нет прав"
      case EROFS: "доступ только для чтения"
      case ENOSPC, EDQUOT: "на диске нет места"
      case ELOOP: "ссылки ведут по кругу"
      case ENAMETOOLONG: "слишком длинное имя"
      case EMFILE, ENFILE: "открыто слишком много файлов"
      case EIO: "ошибка устройства"
      default: nil
      }
    return LocalizedText(ru: russian ?? system, en: system.prefix(1).lowercased() + system.dropFirst())
  }
}
