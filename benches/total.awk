# The 30-day dispute rate as of 2026-01-16, in plain awk: mawk -f total.awk disputes.csv orders.csv
BEGIN { FS = ","; from = "2025-12-17T16:00:00Z"; to = "2026-01-16T16:00:00Z" }
FNR == 1 { file++; next }
file == 1 { if ($5 >= from && $5 < to) filed[$2] = 1; next }
{
  counts = $11 >= from && $11 < to && $13 != "refund"
  if ($1 in filed) { numerator++; denominator++; delete filed[$1] }
  else if (counts) denominator++
}
END {
  for (id in filed) { numerator++; denominator++ }
  print numerator, denominator
}
