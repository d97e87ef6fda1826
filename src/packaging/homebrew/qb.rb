# A formula for Homebrew. `make dist` writes it to build/ with the version, place and checksum of
# the tarball beside it: brew install --build-from-source --formula build/qb.rb
class Qb < Formula
  desc "Question bank as a Unix toolchain"
  url "@URL@"
  version "@VERSION@"
  sha256 "@SHA256@"
  license "ISC"

  depends_on "pkgconf" => :build
  depends_on "cairo"
  depends_on "fontconfig"
  depends_on "jansson"
  depends_on "libarchive"
  depends_on "libcsv"
  depends_on "libxml2"
  depends_on "md4c"
  depends_on "pango"
  depends_on "pcre2"
  depends_on "sqlite"
  depends_on "utf8proc"
  depends_on "xxhash"

  def install
    system "make", "install", "PREFIX=#{prefix}"
  end

  test do
    output = shell_output("#{bin}/qb-pick -n 5 #{share}/qb/bank.tsv | #{bin}/qb-format")
    assert_match "  5. ", output
    system bin/"qb-format", "-t", "pdf", "-o", "bank.pdf", share/"qb/bank.tsv"
    assert_path_exists testpath/"bank.pdf"
  end
end
