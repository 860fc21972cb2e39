# Installs packages of Debian; sourced, not run. Parts of the check that run beside each other come here one after another,
# as two runs of apt-get at once are an error.
debian() {
  (
    flock 9
    apt-get update -qq || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@"
  ) 9>"${TMPDIR:-/tmp}/disputes-debian.lock" >/dev/null
}
