import { allDialects, type Network } from './networks.ts'

const shared = {
  dialects: [...allDialects],
  clientVersion: '',
  acknowledges: true,
  pinnedCertificate: '',
  checkedOn: '2026-11-23',
} as const satisfies Partial<Network>

/** The public networks and where they are. Their hosts move, so these are data that the user can replace. */
export const publicNetworks: readonly Network[] = [
  {
    ...shared,
    id: 'escargot',
    name: 'Escargot',
    notificationServer: { host: 'msnmsgr.escargot.chat', port: 1863 },
    signIn: {
      nexusUrl: 'https://msnmsgr.escargot.chat/rdr/pprdr.asp',
      loginUrl: '',
      tokenUrl: 'https://msnmsgr.escargot.chat/RST.srf',
    },
    addressBook: {
      contactsUrl: 'https://ds.escargot.nina.chat/abservice/abservice.asmx',
      membershipUrl: 'https://ds.escargot.nina.chat/abservice/SharingService.asmx',
    },
    offlineMessages: {
      readUrl: 'https://msnmsgr.escargot.chat/rsi/rsi.asmx',
      sendUrl: 'https://msnmsgr.escargot.chat/OimWS/oim.asmx',
    },
    gatewayUrl: 'https://msnmsgr.escargot.chat/gateway/gateway.dll',
  },
  {
    ...shared,
    id: 'crosstalk',
    name: 'CrossTalk',
    notificationServer: { host: 'ms.msgrsvcs.ctsrv.gay', port: 1863 },
    signIn: {
      nexusUrl: 'https://pp.login.ugnet.gay/rdr/pprdr.asp',
      loginUrl: '',
      tokenUrl: 'https://ctas.login.ugnet.gay/RST.srf',
    },
    addressBook: {
      contactsUrl: 'https://ctsvcs.addressbook.ugnet.gay/abservice/abservice.asmx',
      membershipUrl: 'https://ctsvcs.addressbook.ugnet.gay/abservice/SharingService.asmx',
    },
    offlineMessages: {
      readUrl: 'https://cts.storage.ugnet.gay/rsi/rsi.asmx',
      sendUrl: 'https://cts.storage.ugnet.gay/OimWS/oim.asmx',
    },
    gatewayUrl: 'https://httpgws.ms.msgrsvcs.ctsrv.gay/gateway/gateway.dll',
  },
]
