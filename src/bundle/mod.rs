//! Floor 3: the file that leaves us: ASiC-E with CAdES (EN 319 162-1). Pack and open; members are streamed.
