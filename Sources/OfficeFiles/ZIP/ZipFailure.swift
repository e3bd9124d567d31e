/// Why an archive can't be read or written. Nothing of a refused archive is used.
public enum ZipFailure: Error, Sendable, Hashable {
  /// The bytes are not an archive, or its directory is damaged or cut off.
  case notAnArchive
  /// The archive or an entry is of the 64-bit form, which files of this product's size don't need.
  case zip64
  /// The archive has several volumes.
  case severalVolumes
  /// An entry is encrypted.
  case encrypted(entry: String)
  /// An entry is compressed with a method other than stored or deflate.
  case unknownMethod(entry: String, method: Int)
  /// An entry's name leads out of the archive, is absolute, has a backslash or a control character, or is no UTF-8.
  case badName(entry: String)
  /// Two entries have one name, letter case aside.
  case duplicateName(entry: String)
  /// Two entries share bytes of the archive, or an entry lies outside it: the trick of some bombs.
  case overlapping(entry: String)
  /// More entries than the limit.
  case tooManyEntries(limit: Int)
  /// An entry, or all together, inflates to more bytes than the limit.
  case tooLarge(entry: String, limit: Int)
  /// An entry inflates to more than `limit` times its size: a bomb.
  case tooDense(entry: String, limit: Int)
  /// The compressed bytes of an entry are damaged: they don't inflate, or the size or checksum differs.
  case damaged(entry: String)
  /// There is no entry of that name.
  case missing(entry: String)
  /// The consumer of the bytes has seen enough.
  case stopped
}

/// How much an archive may cost its reader.
public struct ZipLimits: Sendable, Hashable {
  /// The most entries.
  public var entries = 4096
  /// The most bytes of one inflated entry.
  public var entryBytes = 1 << 30
  /// The most bytes of all inflated entries together.
  public var totalBytes = 3 << 29
  /// How many times larger than its compressed size an entry may be, once it exceeds `freeBytes`. Sheets of much the
  /// same rows reach about 60; deflate's own bound is 1032.
  public var ratio = 300
  /// Up to so many bytes the ratio doesn't matter.
  public var freeBytes = 8 << 20

  /// The usual limits.
  public init() {}
}
