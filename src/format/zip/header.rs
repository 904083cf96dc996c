//! The three records of a ZIP file as octets. All numbers are little-endian.

/// A member's fields in the order in which both of its headers hold them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    pub(super) version: u16,
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) time: u16,
    pub(super) date: u16,
    pub(super) crc: u32,
    pub(super) packed: u32,
    pub(super) size: u32,
    pub(super) name: u16,
    pub(super) extra: u16,
}

/// Octets of the fields that both headers share.
pub(super) const SHARED: usize = 26;
/// Octets of a local header without its name.
pub(super) const LOCAL: usize = 4 + SHARED;
/// Octets of a central header without its name.
pub(super) const CENTRAL: usize = 46;
/// Octets of an end record without its comment.
pub(super) const END: usize = 22;

pub(super) const LOCAL_MARK: [u8; 4] = *b"PK\x03\x04";
pub(super) const CENTRAL_MARK: [u8; 4] = *b"PK\x01\x02";
pub(super) const END_MARK: [u8; 4] = *b"PK\x05\x06";

/// The flag that says that a name is UTF-8.
pub(super) const UTF8: u16 = 1 << 11;

pub(super) const STORED: u16 = 0;
pub(super) const DEFLATED: u16 = 8;

impl Fields {
    pub(super) fn octets(self) -> [u8; SHARED] {
        let mut octets = [0; SHARED];
        let numbers = [self.version, self.flags, self.method, self.time, self.date];
        let parts = numbers
            .into_iter()
            .flat_map(u16::to_le_bytes)
            .chain([self.crc, self.packed, self.size].into_iter().flat_map(u32::to_le_bytes))
            .chain([self.name, self.extra].into_iter().flat_map(u16::to_le_bytes));
        for (place, octet) in octets.iter_mut().zip(parts) {
            *place = octet;
        }
        octets
    }
}

/// Takes numbers off the front of some octets; `None` where they end.
pub(super) struct Front<'a>(pub(super) &'a [u8]);

impl<'a> Front<'a> {
    pub(super) fn fixed<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*first)
    }

    pub(super) fn octets(&mut self, count: usize) -> Option<&'a [u8]> {
        let (first, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(first)
    }

    pub(super) fn short(&mut self) -> Option<u16> {
        self.fixed().map(u16::from_le_bytes)
    }

    pub(super) fn long(&mut self) -> Option<u32> {
        self.fixed().map(u32::from_le_bytes)
    }

    pub(super) fn fields(&mut self) -> Option<Fields> {
        Some(Fields {
            version: self.short()?,
            flags: self.short()?,
            method: self.short()?,
            time: self.short()?,
            date: self.short()?,
            crc: self.long()?,
            packed: self.long()?,
            size: self.long()?,
            name: self.short()?,
            extra: self.short()?,
        })
    }
}
