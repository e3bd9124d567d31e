@main struct Marshrut { static func main() {} }
