"""Every message of the network except account mail: to whom, in which language, whether it arrived."""
