-- How a file is written depends on its kind from now on; all files until now are CSV.

update lead_import
set file_format =
  '{"is":"CSV","preamble":0,"headerRows":1,"gzip":false,'
  || replace(
    replace(substring(file_format from 2), '"backslash":false', '"escape":"DOUBLED"'),
    '"backslash":true', '"escape":"BACKSLASH"');
