#!/usr/bin/env bash
# Seen on 2026-11-30 with Monitoring::Plugin 0.40 (Debian 12, package libmonitoring-plugin-perl) and nagiosplugin 1.4.0 from
# PyPI: of the performance data of a check the reader of Monitoring::Plugin loses a threshold that begins with `@`, an alarm
# inside of a range (Nagios Plugin Development Guidelines, "Threshold and Ranges"), and all that follows it, the limits of the
# value too. `open=5;3;@4:6;0;9` becomes `open=5;3;`: a value of 5, which is critical by its own threshold, is a warning, and
# with both thresholds written so it is OK. There is no error. Monitoring::Plugin writes such thresholds itself and judges by
# them; both libraries write the same line.
#
# A page that colours old checks by their performance data so shows green where the check was red. `disputes check` writes its
# thresholds without `@`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! perl -MMonitoring::Plugin -e 1 2>/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libmonitoring-plugin-perl >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check nagiosplugin==1.4.0
cat >write.py <<'PY'
from nagiosplugin import Performance, Range

print(Performance("open", 5, "", Range("3"), Range("8"), 0, 9))
print(Performance("open", 5, "", Range("3"), Range("@4:6"), 0, 9))
print(Performance("open", 5, "", Range("@2:9"), Range("@4:6"), 0, 9))
PY
cat >look.pl <<'PL'
use strict;
use warnings;
use Monitoring::Plugin;
use Monitoring::Plugin::Performance;

my @names = ("OK", "WARNING", "CRITICAL");
print "Monitoring::Plugin ", Monitoring::Plugin->VERSION, "\n";
for my $thresholds (["3", "8"], ["3", '@4:6'], ['@2:9', '@4:6']) {
    my ($warning, $critical) = @$thresholds;
    my $check = Monitoring::Plugin->new(shortname => "x");
    my $status = $check->check_threshold(check => 5, warning => $warning, critical => $critical);
    $check->add_perfdata(label => "open", value => 5, warning => $warning, critical => $critical, min => 0, max => 9);
    my $written = $check->perfdata->[0]->perfoutput;
    chomp(my $other = <STDIN>);
    my ($read) = Monitoring::Plugin::Performance->parse_perfstring($written);
    print "$written is $names[$status]; nagiosplugin writes ", $other eq $written ? "the same" : $other, "; read: ",
        $read->perfoutput, " is $names[$read->threshold->get_status($read->value)]\n";
}
PL
python/bin/python write.py | perl look.pl >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: the thresholds are read in another way"; exit 1; }
Monitoring::Plugin 0.40
open=5;3;8;0;9 is WARNING; nagiosplugin writes the same; read: open=5;3;8;0;9 is WARNING
open=5;3;@4:6;0;9 is CRITICAL; nagiosplugin writes the same; read: open=5;3; is WARNING
open=5;@2:9;@4:6;0;9 is CRITICAL; nagiosplugin writes the same; read: open=5;; is OK
SEEN
echo "as seen: a threshold with @ and all that follows it is lost"
