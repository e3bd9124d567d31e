/// In which units clients count the characters of a line.
public enum PositionEncoding: String, Codable, Sendable, Hashable {
  /// UTF-16 code units, what every client can.
  case utf16 = "utf-16"
  /// Bytes.
  case utf8 = "utf-8"
}
