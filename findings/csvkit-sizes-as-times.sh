#!/usr/bin/env bash
# Seen on 2026-11-29 with csvkit 2.2.0 from PyPI (with agate 1.14.2): a column of sizes in the names of products is
# written back as lengths of time, without a message: `5W` and `7W`, watts, become 35 and 49 days, `5M` and `10M`,
# metres, become minutes, `3D` becomes 3 days; and `1-2`, a pack of two, is 2 January 2001. A command that only sorts
# or selects does it too, as every one that reads types does. One value in the column that is no length of time
# (here `LAMP`) leaves all as they are, so it depends on which orders are in the file.
#
# Orders that were sorted so are of products that the dispute list does not have, and rates by product fall apart.
# `-I` (`--no-inference`) leaves texts alone. `disputes` takes product codes as they are.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check csvkit==2.2.0 agate==1.14.2
printf 'order,bulb,strip,pack,shape,mixed\nA-2,7W,10M,3-4,12D,7W\nA-1,5W,5M,1-2,3D,LAMP\n' >orders.csv
{
  python/bin/csvsort -c order orders.csv
  python/bin/csvsort -I -c order orders.csv
} >seen
cat seen
diff seen - <<'SEEN'
order,bulb,strip,pack,shape,mixed
A-1,"35 days, 0:00:00",0:05:00,2001-01-02,"3 days, 0:00:00",LAMP
A-2,"49 days, 0:00:00",0:10:00,2001-03-04,"12 days, 0:00:00",7W
order,bulb,strip,pack,shape,mixed
A-1,5W,5M,1-2,3D,LAMP
A-2,7W,10M,3-4,12D,7W
SEEN
echo "as seen: watts are weeks, metres are minutes"
